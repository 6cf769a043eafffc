import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { isUnknownType } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { filePlace, installedFiles } from './file-place.ts';

export const fileModeType = rule({
  id: 'file-mode-type',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A mode does not say what type of file it is.',
    why:
      'FILEMODES holds st_mode: the type in the upper 4 bits, permissions in the lower 12. Without a ' +
      'type that exists rpm ends with "Unknown file type" in the middle of unpacking. Builders that ' +
      'pass permissions alone (0644) are the usual cause.',
    fix: 'Add the type: 0100000 for a regular file, 040000 for a directory, 0120000 for a symlink.',
    sources: [
      'rpm 4.18 lib/fsm.c rpmPackageFilesInstall',
      'LSB Core 5.0, Package File Format, RPMTAG_FILEMODES',
    ],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, isUnknownType)) {
      yield {
        where: filePlace(main, TAG.FILEMODES, file),
        expected: 'a type of file in the upper 4 bits',
        found: `mode 0${file.mode.toString(8)}`,
        rpmSays: 'cpio: Unknown file type',
      };
    }
  },
  message: ({ where, found }) => `${where.path} has ${found}, which is no type of file`,
  examples: { fires: ['mode-without-type'], silent: ['plain'] },
});
