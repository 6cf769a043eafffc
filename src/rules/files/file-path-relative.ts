import { isRelative } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { directoryPlace, installedFiles } from './file-place.ts';

export const filePathRelative = rule({
  id: 'file-path-relative',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A path of a binary package does not start with a slash.',
    why:
      'Only source packages have bare names. With a relative path in a binary package rpm 4.18 does ' +
      'not refuse: it crashes (segmentation fault) while it prepares the transaction.',
    fix: 'Write absolute paths: start every DIRNAMES value with a slash.',
    sources: [
      'LSB Core 5.0, Package File Format, RPMTAG_DIRNAMES',
      'rpm 4.18 lib/fprint.c, lib/transaction.c: tried with rpm 4.18.0',
    ],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, isRelative)) {
      yield {
        where: directoryPlace(main, pkg.fileList, file),
        expected: 'an absolute path',
        found: 'no slash at its start',
      };
    }
  },
  message: ({ where }) => `${where.path} is not an absolute path`,
  examples: { fires: ['path-relative'], silent: ['plain'] },
});
