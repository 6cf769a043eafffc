import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigRegionTag = rule({
  id: 'sig-region-tag',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: "The region's entry in the signature header has the wrong type or count.",
    why:
      'The entry has to be of type 7 (BIN) and count 16, the size of the trailer. rpm reads no ' +
      'further: "signature region tag: BAD".',
    fix: 'Write tag 62, type 7, the offset of the trailer and count 16 as the first entry.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobVerifyRegion'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-region-tag'),
  message: ({ found }) => `the region of the signature header is announced by ${found}`,
  examples: { fires: ['signature-region-tag-count'], silent: ['plain'] },
});
