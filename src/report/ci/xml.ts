/** Text as XML 1.0: what no XML can hold becomes U+FFFD. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Everything but tab, newline, carriage return and what Char of XML 1.0, 2.2 allows. */
const NO_CHARACTER = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** For content and for attributes in double quotes. */
export function xmlText(text: string): string {
  return text
    .replace(NO_CHARACTER, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** ` name="value"` for each attribute that has a value. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(`${value}`)}"`)
    .join('');
}
