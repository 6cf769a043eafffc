import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { tagWords } from './tag-words.ts';

export const sigDuplicateTag = rule({
  id: 'sig-duplicate-tag',
  needs: 'signature',
  among: 'odd-signature-entries',
  severity: { transcode: 'warning', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A tag stands in the signature header twice.',
    why:
      'rpm searches by bisection: which of the two it finds depends on how many entries there are, ' +
      'and other programs take the first or the last. What one verifies need not be what another ' +
      'uses. Versions of rpmsign around 6.0 added such entries each time they signed; the ' +
      'format of rpm 6 forbids them.',
    fix: 'Have the signing tool replace the old entry instead of adding one.',
    sources: [
      'rpm docs/manual/format_v6.md',
      'rpm 4.18 lib/header.c findEntry',
      'https://github.com/rpm-software-management/rpm/issues/3878',
    ],
  },
  *check({ signature }) {
    const { entries } = signature;
    const seen = new Set<number>();
    for (const [position, { tag }] of entries.entries()) {
      if (!seen.has(tag)) {
        seen.add(tag);
        continue;
      }
      const used = findEntry(signature, tag);
      yield {
        where: entryPlace(signature, position),
        expected: `${tagWords(tag)} once`,
        found: `it again; rpm uses entry ${used} of the index`,
      };
    }
  },
  message: ({ expected }) => `the signature header should have ${expected}`,
  examples: { fires: ['signature-size-twice'], silent: ['plain'] },
});
