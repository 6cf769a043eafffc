import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigPacketInvalid = rule({
  id: 'sig-packet-invalid',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'note', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A signature is not one OpenPGP signature packet that rpm can read.',
    why:
      'rpm does not read a package with such a signature of the header, and does not install one ' +
      'with such a signature of the payload, unless signatures are switched off. dnf has ' +
      'gpgcheck=1 in most repositories and then refuses either. With signatures off the package ' +
      'installs.',
    fix:
      'Delete the signatures (rpmsign --delsign) and sign again with rpmsign. A signing service ' +
      'has to write one binary signature packet (RFC 9580 section 5.2), with its creation time ' +
      'among the hashed subpackets and nothing behind it, and no armor around it.',
    sources: [
      'rpm 4.18 rpmio/rpmpgp_internal.c pgpPrtSig, lib/rpmvs.c rpmsinfoInit',
      'RFC 9580, section 5.2',
      'https://github.com/rpm-software-management/rpm/issues/2483',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      if (each.packet.kind === 'read') continue;
      const { expected, found, rpmSays = 'invalid OpenPGP signature' } = each.packet.problem;
      yield {
        where: signaturePlace(each),
        expected,
        found,
        rpmSays: `${signatureName(each)}: BAD (package tag ${each.tag}: ${rpmSays})`,
      };
    }
  },
  message: ({ expected, found }) =>
    `a signature cannot be read: expected ${expected}, found ${found}`,
  examples: {
    fires: ['header-signature-garbage', 'payload-signature-garbage'],
    silent: ['signed-by-known-key', 'signed-as-rpm6', 'signed'],
  },
});
