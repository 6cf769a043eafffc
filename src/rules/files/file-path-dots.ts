import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { hasDotNames } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { directoryPlace, installedFiles, namePlace } from './file-place.ts';

export const filePathDots = rule({
  id: 'file-path-dots',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A path goes through "." or "..".',
    why:
      'rpm follows such a path, and the file ends up in another directory than the list spells. The ' +
      'database keeps the spelling: two packages can own the same file without a conflict. Tools ' +
      'that unpack such a path without care write outside of their directory; rpmcow extract ' +
      'refuses it.',
    fix: 'Write the path that it amounts to.',
    sources: ['rpm 4.18 lib/fsm.c ensureDir', 'rpm 4.18 lib/fprint.c'],
  },
  *check({ head: { main }, pkg }) {
    const { fileList } = pkg;
    for (const file of installedFiles(pkg, hasDotNames)) {
      yield {
        where: (endsInDots(file) ? namePlace : directoryPlace)(main, fileList, file),
        expected: 'names only',
        found: '"." or ".."',
      };
    }
  },
  message: ({ where, found }) => `${where.path} goes through ${found}`,
  examples: { fires: ['path-with-dots'], silent: ['plain'] },
});

function endsInDots({ path }: FileEntry): boolean {
  return path.endsWith('/.') || path.endsWith('/..');
}
