import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigRegionSize = rule({
  id: 'sig-region-size',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what:
      'The region trailer of the signature header counts more entries than there are, or no whole ' +
      'number.',
    why:
      'The trailer holds minus 16 times the number of entries of the region. rpm reads no ' +
      'further: "signature region 62 size: BAD" or, for no entries at all, "hdr load: BAD".',
    fix:
      "Write minus 16 times the number of entries, the region's own included, into bytes 8 to 11 " +
      'of the trailer.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobVerifyRegion'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-region-size'),
  message: ({ expected, found }) => `the signature header should have ${expected}, it has ${found}`,
  examples: {
    fires: ['signature-region-too-big', 'signature-region-of-none'],
    silent: ['signed', 'plain'],
  },
});
