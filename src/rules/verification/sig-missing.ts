import { rule } from '../rule.ts';

export const sigMissing = rule({
  id: 'sig-missing',
  needs: 'headers',
  severity: { transcode: 'none', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '6.0', install: 'note', what: 'rpm installs unsigned packages' },
    { since: '6.0', install: 'error', what: 'unsigned packages are refused by default' },
  ],
  doc: {
    what: 'The package is not signed.',
    why:
      'Nothing shows who made it. rpm before 6.0 installs it all the same; dnf refuses it where ' +
      'gpgcheck=1, and rpm 6 by default ("no signature").',
    fix:
      'Sign it before it is published (rpmsign --addsign), and publish the key. Packages that ' +
      'only a local, trusted repository has may do without.',
    sources: ['rpm 6.0 macros.in %_pkgverify_level', 'rpm 6.0 lib/rpmvs.cc rpmvsVerify'],
  },
  *check({ signatures, head }) {
    if (signatures.length > 0) return;
    const { offset, bytes } = head.signature;
    yield {
      where: { section: 'signature-header', offset, length: bytes.length },
      expected: 'a signature',
      found: 'none',
      rpmSays: 'no signature',
    };
  },
  message: () => 'the package is not signed',
  examples: { fires: ['plain'], silent: ['signed-by-known-key', 'signed-as-rpm6', 'signed'] },
});
