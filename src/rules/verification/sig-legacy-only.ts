import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigLegacyOnly = rule({
  id: 'sig-legacy-only',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'note', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The only signature covers header and payload together.',
    why:
      'It can be verified while the payload is as it came and never again: an extents file has ' +
      'the contents, and no payload any more. What is recorded while transcoding is all that a ' +
      'Copy-on-Write host ever knows. Plans for reflinks within rpm itself refuse such packages.',
    fix:
      'Sign with rpm 4.0 or later, which signs the header as well (tags RSA and DSA; rpmsign ' +
      '--addsign without old options). A signed header has the digest of the payload in it.',
    sources: [
      'rpm docs/manual/signatures_digests.md',
      'https://github.com/rpm-software-management/rpm/pull/4294',
    ],
  },
  *check({ signatures }) {
    if (signatures.some(({ covers }) => covers === 'header')) return;
    for (const each of signatures) {
      if (each.packet.kind === 'unreadable') continue;
      yield {
        where: signaturePlace(each),
        expected: 'a signature of the header, too',
        found: signatureName(each),
      };
    }
  },
  message: ({ found }) => `no signature covers the header alone, only ${found}`,
  examples: {
    fires: ['signed-together-only'],
    silent: ['signed-by-known-key', 'signed-as-rpm6', 'plain'],
  },
});
