import { repeatedPaths } from '../../package/file-paths.ts';
import { rule } from '../rule.ts';
import { namePlace } from './file-place.ts';

export const fileDuplicatePath = rule({
  id: 'file-duplicate-path',
  needs: 'files',
  among: 'unsorted-files',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file list names the same path twice.',
    why:
      'rpm finds the package in conflict with itself ("conflicts between attempted installs"), ' +
      'unpacks one entry over the other ("open failed - File exists"), or misses a file in the ' +
      'archive, for it finds a path only once. The reference transcoder stops reading the archive ' +
      'there, reports success and leaves out the contents that follow.',
    fix: 'List each path once; in a spec file look for a file that two lines of %files match.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfnFindFN, iterReadArchiveNext',
      'rpm 4.18 lib/transaction.c handleOverlappedFiles',
    ],
  },
  *check({ head: { main }, pkg }) {
    if (pkg.isSource) return;
    for (const [again, first] of repeatedPaths(pkg.fileList.files)) {
      yield {
        where: namePlace(main, pkg.fileList, again),
        expected: 'each path once',
        found: `files ${first.index} and ${again.index} of the list`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} is in the file list twice: ${found}`,
  examples: { fires: ['path-twice'], silent: ['plain'] },
});
