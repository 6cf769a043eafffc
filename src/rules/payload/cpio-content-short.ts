import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioContentShort = rule({
  id: 'cpio-content-short',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive ends inside a member.',
    why:
      'rpm reads as many bytes of a file as the package header says; when the archive has fewer, ' +
      'it reads into what follows and at last into nothing. The install fails, and the reference ' +
      'transcoder reports success for an incomplete extents file.',
    fix:
      'Make the sizes in the header those of the contents in the archive; if they are, the ' +
      'archive was cut off: build the package anew.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext; lib/cpio.c rpmcpioRead'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-content-short'),
  message: ({ expected, where }) =>
    `the archive ends at ${where.offset} bytes, where rpm still wants ${expected}`,
  examples: { fires: ['archive-cut-in-content', 'archive-cut-in-header'], silent: ['plain'] },
});
