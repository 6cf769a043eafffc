import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { contentCarriers } from '../../package/content-keys.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const fileOldfilenames = rule({
  id: 'file-oldfilenames',
  needs: 'files',
  among: 'odd-file-arrays',
  severity: { transcode: 'error', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The file list is in OLDFILENAMES, as before rpm 4.0.',
    why:
      'rpm turns whole paths into BASENAMES, DIRNAMES and DIRINDEXES when it installs a package. ' +
      'The reference transcoder does not: it sees a package without files, reports success and ' +
      'writes an extents file that has none of the contents. Installing that fails while unpacking.',
    fix:
      'Build the package with a tool that writes BASENAMES, DIRNAMES and DIRINDEXES; any rpmbuild ' +
      'since 4.0 does. rpmcow reads both, so its extents file installs.',
    sources: [
      'rpm docs/manual/format_v4.md, Differences to V3',
      'rpm 4.18 lib/package.c rpmReadPackageRaw; lib/headerutil.c compressFilelist',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    if (fileList.names !== 'OLDFILENAMES' || contentCarriers(fileList).length === 0) return;
    yield {
      where: tagPlace(main, TAG.OLDFILENAMES),
      expected: 'BASENAMES, DIRNAMES and DIRINDEXES',
      found: `OLDFILENAMES with ${fileList.files.length} paths`,
    };
  },
  message: ({ found }) => `the files are listed the way of rpm before 4.0: ${found}`,
  examples: {
    fires: ['old-file-names', 'format-v3'],
    silent: ['plain'],
  },
});
