import { isDribble } from '../../../native-free-parsers/header/header.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { tagWords } from './tag-words.ts';

export const sigEntryOrder = rule({
  id: 'sig-entry-order',
  needs: 'signature',
  among: 'odd-signature-entries',
  severity: { transcode: 'note', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The entries of the signature header are not sorted by tag.',
    why:
      "rpm 4.9 to 4.11.1 built such packages, and some signing tools append what they add. Today's " +
      'rpm sorts the entries when it reads them; programs that search for a tag by bisection, as ' +
      'rpm itself does, do not find it. The format of rpm 6 demands the order.',
    fix: "Write the entries in ascending order of their tags, the region's own first.",
    sources: [
      'rpm docs/manual/format_header.md',
      'rpm docs/manual/format_v6.md',
      'https://github.com/rpm-software-management/rpm/issues/181',
      'https://github.com/rpm-software-management/rpm/issues/1555',
    ],
  },
  *check({ signature }) {
    const { entries, region } = signature;
    for (let i = region === undefined ? 1 : 2; i < entries.length; i++) {
      if (isDribble(signature, i)) return;
      const [before, { tag }] = [entries[i - 1]!.tag, entries[i]!];
      if (tag >= before) continue;
      const expected = `tags above ${before}`;
      yield {
        where: entryPlace(signature, i),
        expected,
        found: `${tagWords(tag)} behind ${tagWords(before)}`,
      };
      return;
    }
  },
  message: ({ found }) => `the signature header is not sorted: ${found}`,
  examples: { fires: ['signature-unsorted'], silent: ['plain'] },
});
