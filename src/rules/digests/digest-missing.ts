import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { digestDefect } from '../../package/digest-defects.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const digestMissing = rule({
  id: 'digest-missing',
  needs: 'files',
  among: 'no-digests',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The header has no file digests, or not one for each file.',
    why:
      'rpm compares the content of every regular file with its digest, and a missing digest never ' +
      'matches: "Digest mismatch". On a Copy-on-Write host the digest is also the key that contents ' +
      'are found by; the reference transcoder crashes without digests and leaves a truncated file.',
    fix: 'Write FILEDIGESTS with one value a file, empty for what is no regular file.',
    sources: [
      'rpm 4.18 lib/rpmfi.c hex2bin, rpmfiArchiveReadToFilePsm',
      'tools/rpm2extents.c of the Copy-on-Write patches, process_package',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    if (digestDefect(main, fileList)?.rule !== 'digest-missing') return;
    const count = countOf(main, TAG.FILEDIGESTS);
    yield {
      where: tagPlace(main, TAG.FILEDIGESTS),
      expected: `${fileList.files.length} digests`,
      found: count === 0 ? 'none' : `${count}`,
      rpmSays: 'cpio: Digest mismatch',
    };
  },
  message: ({ expected, found }) => `the header should have ${expected} of files, and has ${found}`,
  examples: {
    fires: ['file-digests-absent'],
    silent: ['directory-digests-absent', 'plain'],
  },
});
