import { hasLongName, LONGEST_NAME, longestNameOf } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { installedFiles, namePlace } from './file-place.ts';

export const fileNameLength = rule({
  id: 'file-name-length',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file name is too long for rpm to unpack.',
    why:
      'Linux file systems end at 255 bytes a name. rpm unpacks everything but directories under a ' +
      'temporary name, nine bytes longer (";" and eight digits), so 246 are left. It ends with ' +
      '"File name too long" in the middle of unpacking.',
    fix: 'Shorten the name to 246 bytes; letters beyond ASCII take two to four bytes each in UTF-8.',
    sources: ['rpm 4.18 lib/fsm.c rpmPackageFilesInstall, fsmFsPath', 'Linux limits.h NAME_MAX'],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, hasLongName)) {
      yield {
        where: namePlace(main, pkg.fileList, file),
        expected: `at most ${LONGEST_NAME} bytes while unpacking`,
        found: `${longestNameOf(file)}`,
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the name of ${where.path} takes ${found} bytes, where Linux has room for ${expected}`,
  examples: { fires: ['longest-name'], silent: ['name-of-246-bytes', 'plain'] },
});
