import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { astrayFiles } from '../../package/astray-files.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { elementPlace } from './file-place.ts';

export const fileDirnameSlash = rule({
  id: 'file-dirname-slash',
  needs: 'files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A directory name in DIRNAMES does not end with a slash.',
    why:
      'A path is a directory name and a base name put together as they stand: "/opt/sub" and "x" ' +
      'make "/opt/subx". That is what the database says and what the reflink plugin makes, while ' +
      'rpm since 4.18 makes "/opt/sub/x": plain rpm installs the file under a name that it cannot ' +
      'verify or remove, and on a Copy-on-Write host the two do not meet ("open failed"). rpmcow ' +
      'passes the package through as it is.',
    fix: 'End every DIRNAMES value with a slash.',
    sources: [
      'LSB Core 5.0, Package File Format, RPMTAG_DIRNAMES',
      'rpm 4.18 lib/fsm.c rpmPackageFilesInstall (ensureDir), fsmFsPath',
      'plugins/reflink.c of the Copy-on-Write patches, reflink_fsm_file_install',
    ],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (isSource) return;
    const seen = new Set<number>();
    for (const { file, directory, directoryIndex } of astrayFiles(main, fileList)) {
      if (seen.has(directoryIndex)) continue;
      seen.add(directoryIndex);
      const where = elementPlace(main, TAG.DIRNAMES, directoryIndex);
      yield {
        where: { ...where, path: displayText(file.path) },
        expected: quoted(`${directory}/`),
        found: quoted(directory),
      };
    }
  },
  message: ({ where, found }) =>
    `the directory of ${where.path} does not end with a slash in the header: ${found}`,
  examples: {
    fires: ['directory-unterminated'],
    silent: ['directory-unterminated-unused', 'plain'],
  },
});
