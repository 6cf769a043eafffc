import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigRegionTrailer = rule({
  id: 'sig-region-trailer',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'What the region of the signature header points at is no region trailer.',
    why:
      'A trailer has tag 62, type 7 and count 16. rpm reads no further: "signature region ' +
      'trailer: BAD". Packages that install from their repository and fail like this from the ' +
      'cache of a Copy-on-Write host were broken by the transcoder; see sig-region-stale-count.',
    fix:
      "Let the first entry's offset point at the trailer. If the file comes out of a transcoder, " +
      'look at the original package instead.',
    sources: [
      'rpm docs/manual/format_header.md',
      'rpm 4.18 lib/header.c hdrblobVerifyRegion',
      'https://github.com/rpm-software-management/rpm/issues/610',
      'https://github.com/rpm-software-management/rpm/pull/1330',
    ],
  },
  check: (facts) => troubleEvidence(facts, 'sig-region-trailer'),
  message: ({ found }) => `the region trailer of the signature header is ${found}`,
  examples: {
    fires: ['signature-trailer-bad-tag', 'signature-region-rewritten'],
    silent: ['signed', 'plain'],
  },
});
