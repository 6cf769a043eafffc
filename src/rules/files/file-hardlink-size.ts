import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { unequalSizes } from '../../package/link-defects.ts';
import { rule } from '../rule.ts';
import { sizePlace } from './file-place.ts';

export const fileHardlinkSize = rule({
  id: 'file-hardlink-size',
  needs: 'files',
  among: 'hard-links',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Hard links of one file have different sizes.',
    why:
      'Stock rpm goes by the size of the last link. The reference transcoder and the reflink plugin ' +
      'go by that of the first: the transcoder stops with "Digest mismatch" and leaves a truncated ' +
      'file, or, where the same content is in the package a second time, the whole set is installed ' +
      'empty or cut, without any message. rpmcow passes the package through as it is.',
    fix:
      'Write the size of the content for every link, or, if these are no links of each other, a ' +
      'different inode number for each file.',
    sources: [
      'rpm 4.18 lib/rpmfi.c iterReadArchiveNext, iterReadArchiveNextContentFirst',
      'plugins/reflink.c of the Copy-on-Write patches, reflink_fsm_file_install',
    ],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (isSource) return;
    for (const [first, last] of unequalSizes(fileList)) {
      yield {
        where: sizePlace(main, first),
        expected: `${last.size} bytes, as ${displayText(last.path)} has`,
        found: `${first.size} bytes`,
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the hard link ${where.path} has ${found} instead of ${expected}`,
  examples: { fires: ['link-size-zero'], silent: ['hard-links', 'plain'] },
});
