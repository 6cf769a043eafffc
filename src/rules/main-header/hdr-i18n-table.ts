import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const hdrI18nTable = rule({
  id: 'hdr-i18n-table',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A text has more translations than HEADERI18NTABLE names languages.',
    why:
      'The table says which language the first, second, third translation is in. rpm never shows ' +
      'those that it does not name; without a table it shows the first one to everybody. Fewer ' +
      'translations than languages are fine.',
    fix:
      'Write one locale name for each translation into HEADERI18NTABLE (tag 100, STRING_ARRAY), "C" ' +
      'first. A package without translations has just "C".',
    sources: [
      'LSB Core 5.0, Package File Format, RPMTAG_HEADERI18NTABLE',
      'rpm 4.18 lib/header.c copyI18NEntry',
    ],
  },
  *check({ head: { main } }) {
    const languages = countOf(main, TAG.HEADERI18NTABLE);
    const { entries } = main;
    for (let position = 0; position < entries.length; position++) {
      const { type, count } = entries[position]!;
      if (type !== TYPES.I18NSTRING || count <= languages) continue;
      yield {
        where: entryPlace(main, position),
        expected: `no more translations than languages in HEADERI18NTABLE, ${languages}`,
        found: `${count}`,
      };
    }
  },
  message: ({ where, found }) =>
    `${tagName(where.tag!)} has translations (${found}) for which HEADERI18NTABLE names no language`,
  examples: {
    fires: ['translations-without-table', 'translations-beyond-table'],
    silent: ['plain', 'translations-missing'],
  },
});
