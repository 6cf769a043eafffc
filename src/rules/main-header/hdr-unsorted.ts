import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const hdrUnsorted = rule({
  id: 'hdr-unsorted',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The entries of the main header are not in the order of their tags.',
    why:
      'rpm sorts them when it loads a header, so it installs the package. Readers that look tags up ' +
      'by bisection find some of them and miss others. Format 6 asks for strict order. rpmbuild ' +
      '4.9 to 4.11 put PAYLOADFORMAT and its neighbours last.',
    fix: 'Sort the index by tag before you write it, and digest the header after that.',
    sources: ['rpm docs/manual/format_header.md, Index', 'rpm docs/manual/format_v6.md, Header'],
  },
  *check({ head: { main } }) {
    const { entries, region } = main;
    for (let position = region === undefined ? 1 : 2; position < entries.length; position++) {
      const before = entries[position - 1]!.tag;
      const { tag } = entries[position]!;
      if (tag >= before) continue;
      yield {
        where: entryPlace(main, position),
        expected: `a tag of ${before} or more`,
        found: `${tagName(tag)} (${tag}) behind ${tagName(before)} (${before})`,
      };
    }
  },
  message: ({ found }) => `the main header is not sorted by tag: ${found}`,
  examples: { fires: ['main-unsorted'], silent: ['plain', 'format-v6'] },
});
