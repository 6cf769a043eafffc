import { SIGTAG } from '../../../native-free-parsers/header/tags.ts';
import type { CheckedSignature } from '../../package/signatures/check-signatures.ts';
import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigKeyMismatch = rule({
  id: 'sig-key-mismatch',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'note', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The signatures of one package were made by different keys.',
    why:
      'Whoever has imported one of the keys does not know the other: rpmkeys and dnf fail on a ' +
      'package that is signed. It mostly means that one signature is left over from before the ' +
      'package was signed anew, and may then be wrong, too.',
    fix:
      'Delete all signatures (rpmsign --delsign) and sign once, with one key. Several keys belong ' +
      'into the tag OPENPGP (278) of rpm 6, which has room for them.',
    sources: [
      'rpm 4.18 lib/rpmvs.c rpmvsVerify: every signature must verify',
      'https://github.com/scm-manager/scm-manager/issues/2307',
    ],
  },
  *check({ signatures }) {
    const single = signatures.filter(({ tag }) => tag !== SIGTAG.OPENPGP);
    const [first, ...others] = single.filter((each) => keyOf(each) !== undefined);
    for (const each of others) {
      if (keyOf(each) === keyOf(first!)) continue;
      yield {
        where: signaturePlace(each),
        expected: `the key of ${signatureName(first!)}`,
        found: signatureName(each),
      };
    }
  },
  message: ({ expected, found }) =>
    `two keys signed the package: ${expected.replace('the key of ', '')}, and ${found}`,
  examples: {
    fires: ['signed-by-two-keys'],
    silent: ['signed-by-known-key', 'signed-as-rpm6', 'signed'],
  },
});

/** The subkeys of one certificate count as one. */
function keyOf({ key, packet }: CheckedSignature): string | undefined {
  return key?.primaryFingerprint ?? (packet.kind === 'read' ? packet.description.keyId : undefined);
}
