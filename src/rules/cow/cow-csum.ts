import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowCsum = rule({
  id: 'cow-csum',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A digest of the original package in the extents file has a wrong length.',
    why:
      'librepo compares it with the checksum of the repository instead of the file itself. A ' +
      'digest of the wrong length is never equal: the download fails on every mirror.',
    fix: 'Throw the file away and download or transcode the package again.',
    sources: ['librepo librepo/checksum.c lr_checksum_cow_fd'],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-csum'),
  message: ({ expected, found }) =>
    `the record of the original package has ${found} where ${expected} belongs`,
  examples: { fires: ['extents-csum-short'], silent: ['plain'] },
});
