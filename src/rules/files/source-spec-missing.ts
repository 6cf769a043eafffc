import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { hasSpec } from '../../package/source-spec.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const sourceSpecMissing = rule({
  id: 'source-spec-missing',
  needs: 'files',
  among: 'source',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A source package has no spec file.',
    why:
      'rpm installs a source package for the sake of its spec file. It looks for a file that is ' +
      'flagged as one or whose name ends in ".spec", finds none and installs nothing. A binary ' +
      'package without SOURCERPM whose files are in no directory is taken for a source package, too.',
    fix:
      'Put the spec file into the package and flag it in FILEFLAGS (32), as rpmbuild -bs does; in a ' +
      'binary package write SOURCERPM.',
    sources: [
      'rpm 4.18 lib/relocation.c headerFindSpec',
      'rpm 4.18 lib/psm.c rpmInstallSourcePackage',
    ],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (!isSource || hasSpec(fileList.files)) return;
    yield {
      where: tagPlace(main, TAG.BASENAMES),
      expected: 'a file flagged as spec file, or named .spec',
      found: 'none',
      rpmSays: 'source package contains no .spec file',
    };
  },
  message: () => 'the source package has no spec file',
  examples: { fires: ['source-without-spec'], silent: ['plain'] },
});
