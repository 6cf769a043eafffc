import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrTruncated = rule({
  id: 'hdr-truncated',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file ends before or inside the main header.',
    why: 'The rest of the package is not there: rpm can neither query nor install it.',
    fix:
      'Fetch the package again and compare its size and checksum with those of the repository. ' +
      'Where the file is as it was published, its build or upload was cut short.',
    sources: ['rpm 4.18 lib/header.c hdrblobRead'],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-truncated'),
  message: ({ expected }) => `the file ends in the main header: ${expected} are missing`,
  examples: { fires: ['main-truncated', 'main-absent'], silent: ['plain', 'no-files'] },
});
