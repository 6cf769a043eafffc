import { isAscii } from 'node:buffer';
import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { typeClass } from '../../../native-free-parsers/header/types.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { textBytes } from './header-text.ts';
import { isFormat6 } from './package-format.ts';

export const tagEncodingMissing = rule({
  id: 'tag-encoding-missing',
  needs: 'headers',
  among: 'odd-text',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package has text beyond ASCII, and no ENCODING that says how to read it.',
    why:
      'Readers have to guess. Today all guess UTF-8, so this only matters where the text is not: ' +
      'rpmbuild since 4.13 leaves ENCODING out exactly then.',
    fix: 'Write ENCODING "utf-8" once all text is UTF-8; rpmbuild since 4.13 does it by itself.',
    sources: ['rpm 4.18 build/parseSpec.c checkForEncoding'],
  },
  *check({ head: { main } }) {
    if (!textBytes(main).beyondAscii || hasTag(main, TAG.ENCODING) || isFormat6(main)) return;
    for (let position = 0; position < main.entries.length; position++) {
      const { type } = main.entries[position]!;
      if (typeClass(type) !== 'string' || isAscii(entryData(main, position))) continue;
      yield { where: dataPlace(main, position), expected: 'ENCODING "utf-8"', found: 'none' };
      return;
    }
  },
  message: ({ where }) =>
    `${tagName(where.tag!)} is not ASCII, and no ENCODING says what it is instead`,
  examples: { fires: ['utf8-without-encoding'], silent: ['encoding-absent', 'utf8-summary'] },
});
