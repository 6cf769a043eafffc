import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

/** Signatures of the package: what rpm verifies only where the signature header has it. */
const SIGNATURES = [TAG.SIGPGP, TAG.SIGGPG, TAG.DSAHEADER, TAG.RSAHEADER, SIGTAG.OPENPGP];

export const sigTagsInMainHeader = rule({
  id: 'sig-tags-in-main-header',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'note', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The main header has a signature of the package.',
    why:
      'rpm verifies signatures of the signature header only; it never looks at this one, though ' +
      'queries show it. Whoever trusts what a query shows takes the package for signed.',
    fix: 'Put the signature into the signature header; rpmsign does.',
    sources: [
      'rpm 4.18 lib/rpmvs.c rpmvsInit',
      'https://github.com/rpm-software-management/rpm/pull/1503',
    ],
  },
  *check({ head: { main } }) {
    for (const tag of SIGNATURES) {
      const position = findEntry(main, tag);
      if (position === undefined) continue;
      yield {
        where: entryPlace(main, position),
        expected: 'signatures in the signature header',
        found: `${tagName(tag)} (${tag})`,
      };
    }
  },
  message: ({ found }) => `the main header has ${found}, a signature that is never verified`,
  examples: { fires: ['signature-in-main-header'], silent: ['signed', 'plain'] },
});
