import { isUtf8 } from 'node:buffer';
import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { typeClass } from '../../../native-free-parsers/header/types.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { byteInText, textBytes } from './header-text.ts';

export const tagNotUtf8 = rule({
  id: 'tag-not-utf8',
  needs: 'headers',
  among: 'odd-text',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A text of the package is not UTF-8.',
    why:
      'rpm hands the bytes on as they are. createrepo_c takes them for ISO 8859-1, which garbles ' +
      'every other encoding, and tools in Python stopped with a traceback. A file name in it is ' +
      'another name for everybody who reads UTF-8.',
    fix:
      'Convert the spec file, its changelog and the file names to UTF-8 (iconv). rpmbuild since ' +
      '4.15 refuses to build otherwise, unless _invalid_encoding_terminates_build is 0.',
    sources: [
      'rpm 4.18 build/parseSpec.c checkForEncoding',
      'createrepo_c src/xml_dump.c cr_latin1_to_utf8',
      'https://github.com/rpm-software-management/rpm/issues/952',
    ],
  },
  *check({ head: { main } }) {
    if (!textBytes(main).beyondAscii) return;
    for (let position = 0; position < main.entries.length; position++) {
      if (typeClass(main.entries[position]!.type) !== 'string') continue;
      const data = entryData(main, position);
      if (isUtf8(data)) continue;
      const at = firstInvalid(data);
      yield {
        where: dataPlace(main, position, at, 1),
        expected: 'UTF-8',
        found: byteInText(data, at),
      };
    }
  },
  message: ({ where, found }) => `${tagName(where.tag!)} is not UTF-8: ${found}`,
  examples: { fires: ['latin1-summary', 'latin1-file-name'], silent: ['utf8-summary', 'plain'] },
});

/** Where the first byte stands that begins no character. */
function firstInvalid(data: Uint8Array): number {
  let at = 0;
  for (let length = 1; length > 0; at += length) length = characterLength(data, at);
  return at;
}

/** Bytes of the character that starts here; 0 where none does (Unicode 15, table 3-7). */
function characterLength(data: Uint8Array, at: number): number {
  const lead = data[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = data[at + 1] ?? 0;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const surrogate = lead === 0xed && second > 0x9f;
  if (overlong || surrogate || (lead === 0xf4 && second > 0x8f)) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    if (((data[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
