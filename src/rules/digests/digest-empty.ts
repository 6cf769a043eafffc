import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { hasDigestOf } from '../../package/content-check.ts';
import { filePlace } from '../files/file-place.ts';
import { rule } from '../rule.ts';
import { oddDigests } from './odd-digests.ts';

export const digestEmpty = rule({
  id: 'digest-empty',
  needs: 'files',
  among: 'odd-digests',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A regular file has no digest.',
    why:
      'rpm takes an empty digest for one of zeros, which no content has: "Digest mismatch". Only ' +
      'for empty files, and only with MD5, it lets that pass. The reference transcoder stops at the ' +
      'file and leaves a truncated one.',
    fix: 'Write the digest of the content for every regular file, empty files included.',
    sources: ['rpm 4.18 lib/rpmfi.c hex2bin, rpmfiArchiveReadToFilePsm'],
  },
  *check({ head: { main }, pkg }) {
    const { name, length } = pkg.fileList.digestAlgorithm;
    for (const { file, text } of oddDigests(pkg)) {
      if (text !== '' || hasDigestOf(file, name, '')) continue;
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, file),
        expected: `${2 * length} hexadecimal digits`,
        found: 'an empty string',
        rpmSays: 'cpio: Digest mismatch',
      };
    }
  },
  message: ({ where }) => `the regular file ${where.path} has no digest`,
  examples: { fires: ['file-digest-empty'], silent: ['only-ghosts', 'plain'] },
});
