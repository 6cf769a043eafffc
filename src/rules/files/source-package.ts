import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const sourcePackage = rule({
  id: 'source-package',
  needs: 'files',
  among: 'source',
  severity: { transcode: 'none', install: 'error', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'This is a source package.',
    why:
      'rpm installs the files of a source package on a way of its own, which never asks the reflink ' +
      'plugin. It looks for an archive in the extents file and ends with "cpio: Bad magic". The ' +
      'reference transcoder transcodes source packages all the same; rpmcow passes them through.',
    fix: 'Nothing in the package: keep source packages away from the reference transcoder.',
    sources: [
      'rpm 4.19 lib/psm.c rpmInstallSourcePackage',
      'rpm 4.18 lib/headerutil.c headerIsSource',
    ],
  },
  *check({ head: { main }, pkg: { isSource } }) {
    if (!isSource) return;
    yield {
      where: tagPlace(main, TAG.SOURCEPACKAGE),
      expected: 'a binary package',
      found: 'a source package',
    };
  },
  message: () => 'a source package cannot be installed from an extents file',
  examples: { fires: ['source'], silent: ['plain'] },
});
