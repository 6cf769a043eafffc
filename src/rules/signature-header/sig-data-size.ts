import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigDataSize = rule({
  id: 'sig-data-size',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The signature header says that it has more than 64 MiB of data.',
    why:
      'rpm refuses to read that much before anything is verified: "signature hdr data: BAD, no. ' +
      'of bytes out of range". Mostly the number is wrong or the file damaged.',
    fix: 'Write the number of bytes behind the index into bytes 12 to 15 of the header.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobRead'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-data-size'),
  message: ({ found }) => `the signature header says that it has ${found} bytes of data`,
  examples: { fires: ['signature-data-size'], silent: ['plain'] },
});
