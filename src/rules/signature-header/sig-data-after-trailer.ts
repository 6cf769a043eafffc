import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigDataAfterTrailer = rule({
  id: 'sig-data-after-trailer',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The signature header has data behind the region trailer that belongs to no entry.',
    why:
      'rpm adds up what the entries take and refuses a header that has more: "hdr load: BAD". ' +
      'rpmkeys --checksig does not see it, so the package seems fine until it is installed.',
    fix:
      'Let the data end with the trailer, or with the data of the last entry behind the region, ' +
      'and count it right in bytes 12 to 15 of the header.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobImport'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-data-after-trailer'),
  message: ({ expected, found }) =>
    `the signature header has data that belongs to no entry: ${found} instead of ${expected}`,
  examples: { fires: ['signature-data-after-trailer'], silent: ['signed', 'plain'] },
});
