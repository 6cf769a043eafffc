import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

const PAYLOAD_DIGESTS = [
  TAG.PAYLOADDIGEST,
  TAG.PAYLOADDIGESTALT,
  TAG.PAYLOADSHA512,
  TAG.PAYLOADSHA512ALT,
  TAG.PAYLOADSHA3_256,
  TAG.PAYLOADSHA3_256ALT,
];

export const sigHeaderOnlyUnbound = rule({
  id: 'sig-header-only-unbound',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '4.17', install: 'warning', what: 'rpm installs it and calls the signatures OK' },
    { since: '4.17', install: 'error', what: 'partly signed packages are refused: no signature' },
  ],
  doc: {
    what: 'The header is signed, and nothing that is signed vouches for the payload.',
    why:
      'The header has no digest of the payload and no signature covers it, so its contents can ' +
      'be exchanged under a good signature. rpm 4.17 and later refuses the package once its key ' +
      'is imported; older rpm says that all signatures are OK.',
    fix:
      'Build with rpmbuild 4.14 or later, or with a tool that writes PAYLOADDIGEST (5092) and ' +
      'PAYLOADDIGESTALGO (5093), and sign again. Or sign header and payload together as well ' +
      '(rpmsign --rpmv3).',
    sources: [
      'rpm 4.18 lib/rpmvs.c rpmvsVerify',
      'https://github.com/rpm-software-management/rpm/pull/1672',
    ],
  },
  *check({ signatures, head: { main } }) {
    if (PAYLOAD_DIGESTS.some((tag) => hasTag(main, tag))) return;
    if (signatures.some(({ covers }) => covers === 'header-and-payload')) return;
    for (const each of signatures) {
      yield {
        where: signaturePlace(each),
        expected: 'a payload digest in the signed header, or a signature of the payload',
        found: `neither, only ${signatureName(each)}`,
      };
    }
  },
  message: () => 'the header is signed, and nothing ties the payload to it',
  examples: {
    fires: ['signed-header-unbound'],
    silent: ['signed-by-known-key', 'signed-as-rpm6', 'plain'],
  },
});
