import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigRegionOffset = rule({
  id: 'sig-region-offset',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The region of the signature header points outside of the data.',
    why:
      'Its trailer should be there. rpm reads no further: "signature region offset: BAD". The ' +
      'data may have been cut, or the offset not been adapted when entries were removed.',
    fix:
      'Let the offset of the first entry point at the trailer, which is usually the last 16 bytes ' +
      'of the data.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobVerifyRegion'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-region-offset'),
  message: ({ expected, found }) => `the region should have ${expected}, it has ${found}`,
  examples: { fires: ['signature-region-offset'], silent: ['plain'] },
});
