import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';
import { itemPlace, refusedItems } from './item-evidence.ts';

export const pkgDigestNone = rule({
  id: 'pkg-digest-none',
  needs: 'headers',
  among: 'bad-digests',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.14',
      install: 'error',
      what: 'header and payload must have a digest that verifies',
    },
  ],
  doc: {
    what: 'No digest that verifies covers the main header, or none covers the payload.',
    why:
      'Nothing would show that the package was damaged on its way. Plain rpm refuses to install ' +
      'it: "does not verify: no digest". The reference transcoder records the failure, and a ' +
      'Copy-on-Write host installs the package all the same.',
    fix:
      'Write SHA-256 digests of the main header (tag 273 of the signature header) and of the ' +
      'payload (PAYLOADDIGEST, 5092, and PAYLOADDIGESTALGO, 5093, of the main header), as ' +
      'rpmbuild 4.14 and later does; for rpm before 4.14 the MD5 of both (tag 1004) as well.',
    sources: [
      'rpm 4.18 lib/rpmvs.c rpmvsVerify, lib/transaction.c vfyCb',
      'rpm 4.18 macros.in %_pkgverify_level',
      'https://github.com/PowerShell/PowerShell/issues/15866',
    ],
  },
  *check(facts) {
    for (const item of refusedItems(facts, 'pkg-digest-none')) {
      yield {
        where: itemPlace(item),
        expected: displayText(item.name),
        found: 'none, and no other digest in its place',
        rpmSays: 'no digest',
      };
    }
  },
  message: ({ expected }) => `there is no ${expected}, and no other in its place`,
  examples: {
    fires: ['payload-uncovered', 'header-uncovered'],
    silent: ['payload-digest-alt-absent', 'plain'],
  },
});
