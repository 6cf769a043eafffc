import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const hdrDuplicate = rule({
  id: 'hdr-duplicate',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The main header has the same tag more than once.',
    why:
      'rpm looks tags up by bisection and takes the entry that it happens to meet first; other ' +
      'readers take the first or the last. So tools may disagree even on the name or the version of ' +
      'one package. Format 6 forbids it.',
    fix: 'Write every tag once; join the values of an array before you write it.',
    sources: ['rpm 4.18 lib/header.c findEntry', 'rpm docs/manual/format_v6.md, Header'],
  },
  *check({ head: { main } }) {
    const { entries, lookup } = main;
    for (let i = 1; i < lookup.length; i++) {
      const position = lookup[i]!;
      const { tag } = entries[position]!;
      const before = lookup[i - 1]!;
      if (entries[before]!.tag !== tag) continue;
      yield {
        where: entryPlace(main, position),
        expected: `${tagName(tag)} once`,
        found: `entries ${before} and ${position}; rpm takes ${findEntry(main, tag)}`,
      };
    }
  },
  message: ({ where, found }) => `${tagName(where.tag!)} is in the main header twice: ${found}`,
  examples: { fires: ['release-twice'], silent: ['plain', 'format-v6'] },
});
