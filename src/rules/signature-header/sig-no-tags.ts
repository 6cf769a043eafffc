import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigNoTags = rule({
  id: 'sig-no-tags',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The signature header has no entries.',
    why: 'rpm wants at least the entry of the region: "signature region: no tags".',
    fix:
      'Write a signature header with region and digests, as rpmbuild does; without digests rpm ' +
      'does not install the package either.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobVerifyRegion'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-no-tags'),
  message: () => 'the signature header has no entries',
  examples: { fires: ['signature-no-tags'], silent: ['plain'] },
});
