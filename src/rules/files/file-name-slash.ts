import { nestedFiles } from '../../package/nested-names.ts';
import { rule } from '../rule.ts';
import { namePlace } from './file-place.ts';

export const fileNameSlash = rule({
  id: 'file-name-slash',
  needs: 'files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A base name has a slash in it.',
    why:
      'rpm makes the directory that DIRNAMES has for a file, but none that the base name leads ' +
      'through: where that is missing, unpacking ends with "open failed - No such file or ' +
      'directory". It may be there because the package made it before; but rpm unpacks in the order ' +
      'of the archive, and an extents file is installed in the order of the file list, so one of ' +
      'them can work where the other fails. rpmcow passes the package through as it is.',
    fix: 'Write the directory, with its slash at the end, into DIRNAMES and only the last name into BASENAMES.',
    sources: [
      'rpm 4.18 lib/fsm.c rpmPackageFilesInstall, ensureDir: tried with rpm 4.18.0',
      'LSB Core 5.0, Package File Format, RPMTAG_BASENAMES',
    ],
  },
  *check({ head: { main }, pkg }) {
    for (const file of nestedFiles(pkg)) {
      yield {
        where: namePlace(main, pkg.fileList, file),
        expected: 'a name without directories',
        found: 'a slash',
      };
    }
  },
  message: ({ where }) => `the base name of ${where.path} has a slash in it`,
  examples: {
    fires: ['name-through-directory', 'name-before-directory', 'name-from-the-root'],
    silent: ['name-ends-in-slash', 'plain'],
  },
});
