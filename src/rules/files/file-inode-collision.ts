import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { inodeCollisions } from '../../package/link-defects.ts';
import { rule } from '../rule.ts';
import { filePlace } from './file-place.ts';

export const fileInodeCollision = rule({
  id: 'file-inode-collision',
  needs: 'files',
  among: 'hard-links',
  severity: { transcode: 'none', install: 'error', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A file has the inode number of a hard-link set, but another device number.',
    why:
      'To rpm these are different files. The reflink plugin knows a hard-link set by its inode number ' +
      'alone: it makes the file a link of the set, and so installs the wrong content without any ' +
      'message. rpmcow passes the package through as it is.',
    fix:
      'Number the inodes of a package from 1 and write one device number for all files, as modern ' +
      'versions of rpmbuild do.',
    sources: ['plugins/reflink.c of the Copy-on-Write patches, inodeIndexHash'],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (isSource) return;
    for (const [file, other] of inodeCollisions(fileList)) {
      yield {
        where: filePlace(main, TAG.FILEINODES, file),
        expected: 'an inode number that no hard-link set has',
        found: `${file.inode}, that of ${displayText(other.path)} and its links`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} has the inode number ${found}, on another device`,
  examples: {
    fires: ['inode-on-other-device'],
    silent: ['hard-links', 'inode-on-two-devices', 'plain'],
  },
});
