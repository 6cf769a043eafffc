import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { isLinkToNothing } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { filePlace, installedFiles } from './file-place.ts';

export const fileSymlinkEmpty = rule({
  id: 'file-symlink-empty',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A symlink has no target.',
    why: 'No file system makes such a link: rpm ends with "symlink failed" in the middle of unpacking.',
    fix: 'Write the target into FILELINKTOS, one value a file, empty only for what is no symlink.',
    sources: ['rpm 4.18 lib/fsm.c fsmSymlink', 'symlink(2)'],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, isLinkToNothing)) {
      yield {
        where: filePlace(main, TAG.FILELINKTOS, file),
        expected: 'a target',
        found: 'none',
        rpmSays: 'cpio: symlink failed - No such file or directory',
      };
    }
  },
  message: ({ where }) => `the symlink ${where.path} has no target`,
  examples: { fires: ['symlink-empty'], silent: ['plain'] },
});
