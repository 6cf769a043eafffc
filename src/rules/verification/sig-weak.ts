import { weaknessesOf } from '../../package/signatures/weaknesses.ts';
import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigWeak = rule({
  id: 'sig-weak',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'none', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A signature uses an algorithm or a key that is not trusted any more.',
    why:
      'The crypto policies of EL 9, EL 10 and other newer hosts refuse SHA-1, MD5, DSA and RSA ' +
      'keys below 2048 bits: with gpgcheck the package cannot be installed there, though it is ' +
      'sound. Older hosts accept it, and cannot tell it from a forged one for ever.',
    fix:
      'Sign with RSA of 2048 bits or more, or with Ed25519, and with SHA-256 or better ' +
      '(digest-algo SHA256 in gpg.conf). Where only the key holds together by SHA-1, renew its ' +
      'self-signatures (gpg --cert-digest-algo SHA256, then extend its expiry) and publish it.',
    sources: [
      'https://www.redhat.com/en/blog/rhel-security-sha-1-package-signatures-distrusted-rhel-9',
      'https://github.com/microsoft/vscode/issues/175469',
      'RFC 9580, sections 9.1, 9.5 and 12',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      if (each.packet.kind !== 'read') continue;
      const weaknesses = weaknessesOf(each.packet.signed, each.key);
      if (weaknesses.length === 0) continue;
      yield {
        where: signaturePlace(each),
        expected: 'SHA-256 or better, by a key of 2048 bits or more, or of an elliptic curve',
        found: `${weaknesses.join(', ')}: ${signatureName(each)}`,
      };
    }
  },
  message: ({ found }) => `a signature has ${found}`,
  examples: {
    fires: ['signed-with-sha1', 'signed-with-short-key'],
    silent: ['signed-by-known-key', 'signed-as-rpm6', 'signed'],
  },
});
