import { type HostCheck, ok, warning } from '../host-check.ts';

export const hostRpmkeys: HostCheck = {
  id: 'host-rpmkeys',
  severity: 'warning',
  doc: {
    what: 'rpmkeys is missing.',
    why:
      'Without rpmkeys rpmcow leaves signed packages as they are, and they are copied. An extents file ' +
      'carries what rpmkeys said of the package, dnf reads those words, and nobody else can say them.',
    fix: 'Install the package that has /usr/bin/rpmkeys: rpm.',
    sources: ['rpmkeys(8)', 'dnf 4 dnf/rpm/miscutils.py checkSig'],
  },
  examine({ rpm: { hasRpmkeys } }) {
    return hasRpmkeys ? ok('/usr/bin/rpmkeys') : warning('no /usr/bin/rpmkeys');
  },
};
