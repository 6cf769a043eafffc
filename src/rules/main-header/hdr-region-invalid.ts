import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrRegionInvalid = rule({
  id: 'hdr-region-invalid',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The immutable region of the main header is broken: its entry or its trailer is wrong.',
    why:
      'Digests and signatures cover the region, so rpm checks it before anything else and reads no ' +
      'further where it is wrong. The package cannot be queried or installed.',
    fix:
      'The first index entry must be tag 63, type 7 (BIN), count 16, and its offset that of the ' +
      'trailer, the last 16 bytes of the data. The trailer must be tag 63, type 7, minus 16 times ' +
      'the number of all index entries, count 16.',
    sources: ['rpm 4.18 lib/header.c hdrblobVerifyRegion', 'rpm docs/manual/format_v4.md, Header'],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-region-invalid'),
  message: ({ expected, found }) => `the region of the main header has ${found}, not ${expected}`,
  examples: {
    fires: ['main-trailer-bad-tag', 'main-region-bad-type', 'main-region-offset-outside'],
    silent: ['plain'],
  },
});
