import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { hasDigestOf } from '../../package/content-check.ts';
import { filePlace } from '../files/file-place.ts';
import { rule } from '../rule.ts';

export const digestMismatch = rule({
  id: 'digest-mismatch',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The content of a file does not have the digest that the header says.',
    why:
      'rpm stops in the middle of unpacking: "Digest mismatch". The reference transcoder stops at ' +
      'the file and leaves a truncated one; where the same digest came before it does not even ' +
      'look, and the file gets the earlier content. The cause is a builder that digests something ' +
      'else than it stores, or a payload changed after the header was made.',
    fix:
      'Build the package anew. If that does not help, let the builder digest the very bytes that go ' +
      'into the archive, as they are after stripping, prelinking or signing.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfiArchiveReadToFilePsm',
      'https://github.com/rpm-rs/rpm/issues/148',
    ],
  },
  *check({ head: { main }, pkg: { fileList }, payload: { archive } }) {
    const { name } = fileList.digestAlgorithm;
    for (const { file, digest } of archive?.members ?? []) {
      if (file?.digest === undefined || digest === undefined) continue;
      if (hasDigestOf(file, name, digest)) continue;
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, file),
        expected: `the ${name} digest of the content as rpm reads it, ${digest}`,
        found: file.digest,
        rpmSays: 'cpio: Digest mismatch',
      };
    }
  },
  message: ({ where, expected, found }) =>
    `${where.path} should have ${expected}; the header has ${found}`,
  examples: { fires: ['file-digest-wrong', 'file-size-too-big'], silent: ['plain', 'hard-links'] },
});
