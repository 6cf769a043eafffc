import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioLinkTargetShort = rule({
  id: 'cpio-link-target-short',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive has fewer bytes for the target of a symlink than the package header says.',
    why:
      'rpm reads the target from the archive, as many bytes as the header gives the link for a ' +
      'size, and gives up where the member ends before: "cpio: read failed".',
    fix: 'Let the size of a symlink be the length of its target, in header and archive.',
    sources: ['rpm 4.18 lib/fsm.c rpmPackageFilesInstall; lib/cpio.c rpmcpioRead'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-link-target-short'),
  message: ({ expected, found }) => `the archive has only ${found} of ${expected}`,
  examples: { fires: ['symlink-size-too-big'], silent: ['plain'] },
});
