import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowStoredVerdict = rule({
  id: 'cow-stored-verdict',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The verification that is stored in the extents file failed, or contradicts itself.',
    why:
      'rpmkeys on a Copy-on-Write host prints the stored text instead of verifying anything, and ' +
      'dnf refuses a package with a BAD line. rpm itself may install it all the same, since some ' +
      'versions of the patches do not look at the result.',
    fix:
      'Do not install it. Verify the package that it was made of (rpmkeys -Kv); an extents file ' +
      'of a package that does not verify should not exist.',
    sources: [
      'rpm lib/rpmextents.c of the Copy-on-Write patches, extentsVerifySigs',
      'dnf/rpm/miscutils.py (dnf 4), checkSig',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-stored-verdict'),
  message: ({ expected, found }) => `the stored verification has ${found} instead of ${expected}`,
  examples: { fires: ['extents-verdict-bad'], silent: ['plain'] },
});
