import { isNameless } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { installedFiles, namePlace } from './file-place.ts';

export const fileNameEmpty = rule({
  id: 'file-name-empty',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file that is no directory has no name: its path ends with a slash.',
    why: 'rpm unpacks it under a temporary name and cannot give it the right one: "rename failed".',
    fix: 'Write a base name for each file into BASENAMES; if this is a directory, say so in its mode.',
    sources: ['rpm 4.18 lib/fsm.c fsmFsPath, fsmCommit'],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, isNameless)) {
      yield {
        where: namePlace(main, pkg.fileList, file),
        expected: 'a base name',
        found: 'none',
      };
    }
  },
  message: ({ where }) => `${where.path} is no directory and has no name`,
  examples: { fires: ['name-empty'], silent: ['plain'] },
});
