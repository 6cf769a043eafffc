import { blockedPaths } from '../../package/file-paths.ts';
import { rule } from '../rule.ts';
import { namePlace } from './file-place.ts';
import { TYPE_NAMES } from './type-names.ts';

export const filePathConflict = rule({
  id: 'file-path-conflict',
  needs: 'files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A path that is no directory has other files of the package below it.',
    why:
      'rpm cannot make both: it ends with "File from package already exists as a directory" or ' +
      '"Not a directory" in the middle of unpacking. A symlink to the directory that the files go ' +
      'to is the usual cause.',
    fix: 'List the files where the symlink leads to, or make the path a directory.',
    sources: ['rpm 4.18 lib/fsm.c fsmVerify, ensureDir'],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (isSource) return;
    for (const file of blockedPaths(fileList.files)) {
      yield {
        where: namePlace(main, fileList, file),
        expected: 'a directory',
        found: TYPE_NAMES[file.type],
      };
    }
  },
  message: ({ where, found }) => `${where.path} is ${found}, yet other files are below it`,
  examples: { fires: ['file-above-file'], silent: ['plain', 'only-directories'] },
});
