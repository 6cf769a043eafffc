import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { unequalDigests } from '../../package/link-defects.ts';
import { rule } from '../rule.ts';
import { filePlace } from './file-place.ts';

export const fileHardlinkDigest = rule({
  id: 'file-hardlink-digest',
  needs: 'files',
  among: 'hard-links',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The first of several hard links has another digest than the last.',
    why:
      'There is one content only. Stock rpm compares it with the digest of the last link; the ' +
      'reference transcoder compares it with that of the first, stops with "Digest mismatch" and ' +
      'leaves a truncated file. rpmcow stores the content under both digests, so that it installs. ' +
      'Files that merely share an inode number and device by mistake look the same.',
    fix:
      'Write the digest of the content for every link, or, if these are no links of each other, a ' +
      'different inode number for each file.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfiArchiveReadToFilePsm, iterReadArchiveNextContentFirst',
      'tools/rpm2extents.c of the Copy-on-Write patches, process_package',
    ],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (isSource) return;
    for (const [first, last] of unequalDigests(fileList)) {
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, first),
        expected: `${last.digest}, that of ${displayText(last.path)}`,
        found: fileList.digestTexts![first.index] || 'none',
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the digest of the hard link ${where.path} is ${found} instead of ${expected}`,
  examples: {
    fires: ['link-digest-differs', 'link-digest-empty'],
    silent: ['hard-links', 'plain'],
  },
});
