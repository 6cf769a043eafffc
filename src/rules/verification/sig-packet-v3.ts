import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigPacketV3 = rule({
  id: 'sig-packet-v3',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'none', install: 'note', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A signature is an OpenPGP packet of version 3.',
    why:
      'Version 3 is out of date since 1998 and RFC 9580 tells nobody to make it any more. rpm ' +
      'still reads it, because so many packages have it; other OpenPGP programs do not, and rpm ' +
      'means to stop one day.',
    fix: 'Sign with GnuPG 2 or newer and without force-v3-sigs, which writes version 4.',
    sources: [
      'RFC 9580, section 5.2.2',
      'https://github.com/rpm-software-management/rpm-sequoia/issues/26',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      if (each.packet.kind !== 'read' || each.packet.description.version !== 3) continue;
      yield { where: signaturePlace(each), expected: 'version 4 or 6', found: signatureName(each) };
    }
  },
  message: ({ found }) => `a signature packet is of version 3: ${found}`,
  examples: { fires: ['signed-in-version-3'], silent: ['signed-by-known-key', 'signed', 'plain'] },
});
