import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigTruncated = rule({
  id: 'sig-truncated',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file ends inside the signature header or its padding.',
    why:
      'The rest of the package is missing: a download broke off, or a disk was full. rpm reports ' +
      '"signature hdr size" or "signature hdr blob: BAD, read returned 0".',
    fix:
      'Fetch or build the package again, and compare its size with that of the repository ' +
      'metadata.',
    sources: ['rpm 4.18 lib/header.c hdrblobRead'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-truncated'),
  message: ({ where }) => `the file ends at byte ${where.offset}, inside the signature header`,
  examples: { fires: ['only-lead', 'signature-truncated', 'padding-cut'], silent: ['plain'] },
});
