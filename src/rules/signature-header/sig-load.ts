import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigLoad = rule({
  id: 'sig-load',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The signature header has bytes of data between its entries that belong to none.',
    why:
      'rpm adds up what the entries take, each aligned for its type, and refuses a header that ' +
      'has more: "hdr load: BAD". rpmkeys --checksig does not see it, so the package seems fine ' +
      'until it is installed.',
    fix:
      'Put the data of each entry right behind that of the one before, with no more padding than ' +
      'its type needs; leave nothing where an entry was removed.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobImport'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-load'),
  message: ({ expected, found }) =>
    `the signature header has gaps in its data: ${found} instead of ${expected}`,
  examples: { fires: ['signature-data-gap'], silent: ['signed', 'plain'] },
});
