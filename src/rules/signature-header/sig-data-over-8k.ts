import { rule } from '../rule.ts';
import { dataOver } from './data-over.ts';

export const sigDataOver8k = rule({
  id: 'sig-data-over-8k',
  needs: 'signature',
  among: 'odd-signature-entries',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.14',
      before: '4.15',
      install: 'error',
      what: 'signature headers with more than 8 KiB of data are refused',
    },
  ],
  doc: {
    what: 'The signature header has more than 8 KiB of data.',
    why:
      'rpm 4.14, of Enterprise Linux 8 among others, refuses the package: "signature hdr data: BAD, ' +
      'no. of bytes out of range". Signatures of files (IMA) or of new algorithms make it that big.',
    fix:
      'Sign such packages only for hosts with rpm 4.15 or newer, use smaller keys, or leave less ' +
      'space reserved: rpmbuild reserves 4 KiB.',
    sources: [
      'rpm 4.14 lib/header.c hdrblobRead',
      'http://mail.spinics.net/lists/fedora-devel/msg283477.html',
    ],
  },
  check: ({ signature }) => dataOver(signature, 8, 64),
  message: ({ found }) => `the signature header has ${found} of data`,
  examples: { fires: ['signature-data-10k'], silent: ['plain'] },
});
