/**
 * Configuration in the form that dnf reads: sections of keys and values.
 *
 * Policy: pure, and no judge: what is no line of such a file is passed over. A line that begins
 * with a blank continues the value above it; of a key that is there twice the last counts.
 * Source: dnf.conf(5); libdnf utils/iniparser.
 */

/** Values by key, in lower case. */
export type Section = ReadonlyMap<string, string>;

/** Sections by name; several files are read as one, the later ones winning. */
export function parseIni(...texts: readonly string[]): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  for (const text of texts) readInto(sections, text);
  return sections;
}

function readInto(sections: Map<string, Map<string, string>>, text: string): void {
  let section: Map<string, string> | undefined;
  let last: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const title = /^\[(.*)\]\s*$/.exec(line)?.[1];
    if (title !== undefined) {
      section = sections.get(title) ?? new Map();
      sections.set(title, section);
      last = undefined;
    } else if (/^\s/.test(line)) {
      if (last !== undefined) section?.set(last, `${section.get(last)} ${line.trim()}`.trim());
    } else {
      const [, key, value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
      last = key?.trim().toLowerCase();
      if (last !== undefined) section?.set(last, value.trim());
    }
  }
}

/** A value of yes or no; `otherwise` where it is missing or neither. */
export function booleanOf(value: string | undefined, otherwise: boolean): boolean {
  if (/^(1|yes|true|on|enabled|always)$/i.test(value ?? '')) return true;
  return /^(0|no|false|off|disabled|never)$/i.test(value ?? '') ? false : otherwise;
}
