import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrRegionNotExact = rule({
  id: 'hdr-region-not-exact',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { since: '4.14', install: 'error', what: 'the region has to be the whole main header' },
  ],
  doc: {
    what: 'The immutable region is not the whole main header: something stands outside it.',
    why:
      'What is outside is not signed, so rpm since 4.14 refuses main headers that have anything ' +
      'there, or a trailer that counts fewer entries than there are ("tag number mismatch").',
    fix:
      'Whoever adds an entry to a finished header must write region, trailer and all digests anew; ' +
      'better pass the value to the build tool. Signatures belong into the signature header.',
    sources: [
      'rpm 4.18 lib/header.c hdrblobVerifyRegion, hdrblobRead (exact_size)',
      'https://github.com/rpm-software-management/rpm/commit/441a0998f',
    ],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-region-not-exact'),
  message: ({ expected, found }) =>
    `the main header has ${expected}, but its region is of ${found}`,
  examples: { fires: ['main-dribble', 'main-stale-region-count'], silent: ['plain'] },
});
