import { SIGTAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigAlgorithmUnsupported = rule({
  id: 'sig-algorithm-unsupported',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'none', install: 'warning', spec: 'none' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: "A signature is of a kind that rpm's own OpenPGP cannot read.",
    why:
      'rpm that is built with Sequoia (Fedora 38, EL 10 and later) reads it. The OpenPGP parser ' +
      'that rpm itself had until 4.20, and that EL 8, EL 9 and Debian 12 have, knows RSA, DSA and ' +
      'EdDSA in packets of version 3 and 4 and calls everything else invalid: the package cannot ' +
      'be read there unless signatures are switched off.',
    fix:
      'For hosts with an older rpm sign with RSA (at least 2048 bits). Newer algorithms belong ' +
      'into the tag OPENPGP (278), which older rpm does not look at.',
    sources: [
      'rpm 4.18 rpmio/rpmpgp_internal.c pgpPrtSig, rpmio/digest_libgcrypt.c pgpSignatureNew',
      'RFC 9580, section 9.1',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      const { packet, tag } = each;
      if (packet.kind !== 'read' || packet.description.inRpm418 || tag === SIGTAG.OPENPGP) continue;
      const { version, publicKeyAlgorithm } = packet.description;
      yield {
        where: signaturePlace(each),
        expected: 'RSA, DSA or EdDSA, version 3 or 4',
        found: `${publicKeyAlgorithm}, version ${version}`,
        rpmSays: `${signatureName(each)}: BAD (package tag ${tag}: invalid OpenPGP signature)`,
      };
    }
  },
  message: ({ found }) => `older rpm cannot read a signature of this kind: ${found}`,
  examples: {
    fires: ['signed-with-ecdsa'],
    silent: ['signed-by-known-key', 'signed-as-rpm6', 'signed'],
  },
});
