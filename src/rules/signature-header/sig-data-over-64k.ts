import { rule } from '../rule.ts';
import { dataOver } from './data-over.ts';

export const sigDataOver64k = rule({
  id: 'sig-data-over-64k',
  needs: 'signature',
  among: 'odd-signature-entries',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.14',
      before: '4.16',
      install: 'error',
      what: 'signature headers with more than 64 KiB of data are refused (4.14: 8 KiB)',
    },
  ],
  doc: {
    what: 'The signature header has more than 64 KiB of data.',
    why:
      'rpm 4.14 and 4.15 refuse the package: "signature hdr data: BAD, no. of bytes out of range". ' +
      'Signatures of files (IMA) in a package of many files make it that big; Fedora met this when ' +
      'it began to sign files.',
    fix:
      'Sign such packages only for hosts with rpm 4.16 or newer, sign fewer files, or leave less ' +
      'space reserved.',
    sources: [
      'rpm 4.15 lib/header.c hdrblobRead',
      'http://mail.spinics.net/lists/fedora-devel/msg283477.html',
    ],
  },
  check: ({ signature }) => dataOver(signature, 64),
  message: ({ found }) => `the signature header has ${found} of data`,
  examples: { fires: ['signature-data-70k'], silent: ['plain'] },
});
