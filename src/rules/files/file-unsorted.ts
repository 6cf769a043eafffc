import { firstUnsorted } from '../../package/file-paths.ts';
import { rule } from '../rule.ts';
import { namePlace } from './file-place.ts';

export const fileUnsorted = rule({
  id: 'file-unsorted',
  needs: 'files',
  among: 'unsorted-files',
  severity: { transcode: 'note', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The file list is not sorted by path.',
    why:
      'rpm looks every member of the archive up in the file list by bisection, and goes through the ' +
      'whole list where that fails. Out of order it finds each file all the same, but in a package ' +
      'of many thousands that takes noticeably long, for installing and transcoding alike.',
    fix: 'Sort the files by their whole path, byte by byte, as rpmbuild does.',
    sources: ['rpm 4.18 lib/rpmfi.c rpmfnFindFN', 'rpm 4.18 build/files.c compareFileListRecs'],
  },
  *check({ head: { main }, pkg }) {
    if (pkg.isSource) return;
    const file = firstUnsorted(pkg.fileList.files);
    if (file === undefined) return;
    yield {
      where: namePlace(main, pkg.fileList, file),
      expected: 'paths in ascending order',
      found: `a smaller path as file ${file.index} of the list`,
    };
  },
  message: ({ where }) => `${where.path} should stand before the file that precedes it in the list`,
  examples: { fires: ['files-unsorted'], silent: ['plain', 'reversed-archive'] },
});
