import { hasLongPath, LONGEST_PATH } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { directoryPlace, installedFiles } from './file-place.ts';

export const filePathLength = rule({
  id: 'file-path-length',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A path is too long for the reflink plugin to open.',
    why:
      'Linux opens paths of 4095 bytes at most. rpm since 4.18 goes from directory to directory and ' +
      'never needs a whole path; the reflink plugin opens each file by its whole path, nine bytes ' +
      'longer while it is unpacked: "File name too long". rpmcow passes the package through as it is.',
    fix: 'Shorten the path to 4086 bytes.',
    sources: [
      'plugins/reflink.c of the Copy-on-Write patches, reflink_fsm_file_install',
      'Linux limits.h PATH_MAX',
    ],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, hasLongPath)) {
      yield {
        where: directoryPlace(main, pkg.fileList, file),
        expected: `at most ${LONGEST_PATH} bytes`,
        found: `${file.path.length}`,
      };
    }
  },
  message: ({ expected, found }) =>
    `a path of ${found} bytes, where the reflink plugin can open ${expected}`,
  examples: { fires: ['path-of-4090-bytes'], silent: ['name-of-246-bytes', 'plain'] },
});
