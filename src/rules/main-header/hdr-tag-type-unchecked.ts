import { tagInfo, tagName } from '../../../native-free-parsers/header/tags.ts';
import { typeName } from '../../../native-free-parsers/header/types.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { isAsDeclared } from './declared-type.ts';

export const hdrTagTypeUnchecked = rule({
  id: 'hdr-tag-type-unchecked',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: "A tag of the main header has another type than in rpm's table, where rpm does not check it.",
    why:
      'rpm 4.18 takes any kind of string for any other, and any type for tags that came later. It ' +
      'then misses what the type is for: translations of a SUMMARY that is a plain string, the ' +
      'languages of a HEADERI18NTABLE that is no array. Other readers may refuse it.',
    fix:
      "Write SUMMARY, DESCRIPTION and GROUP as I18NSTRING and the rest as in rpm's table " +
      '(docs/manual/tags.md). rpmbuild 4.6 to 4.8 wrote plain strings into source packages: ' +
      'building those anew helps.',
    sources: ['rpm 4.18 lib/header.c hdrchkTagType, copyI18NEntry', 'rpm docs/manual/tags.md'],
  },
  *check({ head: { main } }) {
    const { entries, region } = main;
    for (let position = region === undefined ? 0 : 1; position < entries.length; position++) {
      const entry = entries[position]!;
      const info = tagInfo(entry.tag);
      if (info === undefined || isAsDeclared(entry, info)) continue;
      yield {
        where: entryPlace(main, position),
        expected: `type ${info.type}`,
        found: `type ${typeName(entry.type)}`,
      };
    }
  },
  message: ({ where, expected, found }) => `${tagName(where.tag!)} has ${found}, not ${expected}`,
  examples: { fires: ['summary-string', 'source-nevr-array'], silent: ['plain', 'script-program'] },
});
