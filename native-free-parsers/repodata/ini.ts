/**
 * Reads .repo files: sections of keys and values.
 *
 * Policy: as dnf reads them: `#` and `;` begin comment lines, a line that begins with a blank goes on
 * with the value before it, the last of several equal keys counts. What is neither is an error with
 * its line. Values are text; nothing is substituted here. Source: libdnf libdnf/utils/iniparser.
 */
import { FormatError } from '../bytes/format-error.ts';
import { shown } from './shown.ts';

export interface IniSection {
  readonly name: string;
  /** Lines of a value are joined by line feeds. Keys in lower case. */
  readonly values: ReadonlyMap<string, string>;
}

/** In the order of the text; sections of one name are one. Throws FormatError. */
export function parseIni(text: string): IniSection[] {
  const sections = new Map<string, Map<string, string>>();
  let values: Map<string, string> | undefined;
  let key: string | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const header = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(line.trimEnd());
    const pair = /^([^\s=[][^=]*?)\s*=(.*)$/.exec(line.trimEnd());
    if (header !== null) {
      const name = header[1]!.trim();
      values = sections.get(name) ?? new Map();
      sections.set(name, values);
      key = undefined;
    } else if (trimmed === '' || /^[#;]/.test(trimmed)) {
      // Nothing is said.
    } else if (/^\s/.test(line) && values !== undefined && key !== undefined) {
      values.set(key, `${values.get(key)}\n${trimmed}`);
    } else if (pair !== null && values !== undefined) {
      key = pair[1]!.toLowerCase();
      values.set(key, pair[2]!.trim());
    } else {
      throw noSetting(offset, trimmed, values !== undefined);
    }
    offset += line.length + 1;
  }
  return [...sections].map(([name, entries]) => ({ name, values: entries }));
}

function noSetting(offset: number, line: string, inSection: boolean): FormatError {
  return new FormatError({
    code: 'BAD_VALUE',
    section: 'repository',
    offset,
    expected: inSection ? 'a line key=value, [section] or # comment' : 'a line [section] first',
    found: shown(line),
  });
}
