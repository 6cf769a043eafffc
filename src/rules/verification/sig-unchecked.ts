import type { SignatureVerdict } from '../../package/signatures/check-signatures.ts';
import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigUnchecked = rule({
  id: 'sig-unchecked',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'note', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package is signed, and nobody has checked a signature: its key is not at hand.',
    why:
      'Transcoding happens while the package is downloaded, often before its key is imported. ' +
      'What is recorded then ("NOKEY") stays in the extents file: dnf may ask for the key again ' +
      'and again, and some Copy-on-Write hosts refuse the package.',
    fix:
      'Import the key of a repository before the first download from it. To check the signature ' +
      'here, name the file of the key: rpmcow check --key FILE.',
    sources: [
      'rpm 4.18 lib/rpmvs.c rpmvsVerify, rpmio/rpmkeyring.c rpmKeyringVerifySig',
      'rpm commit 158c8b6bb of the Copy-on-Write patches (missing key)',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      const why = reasonOf(each.verdict);
      if (why === undefined) continue;
      const name = signatureName(each);
      yield {
        where: signaturePlace(each),
        expected: 'a key that tells whether the signature is right',
        found: `${name}: ${why}`,
        rpmSays: `${name}: NOKEY`,
      };
    }
  },
  message: ({ found }) => `a signature could not be checked: ${found}`,
  examples: { fires: ['signed'], silent: ['signed-by-known-key', 'plain'] },
});

function reasonOf(verdict: SignatureVerdict): string | undefined {
  switch (verdict.kind) {
    case 'key-missing':
      return 'its key is not among those given';
    case 'unchecked':
    case 'unverifiable':
      return verdict.because;
    default:
      return undefined;
  }
}
