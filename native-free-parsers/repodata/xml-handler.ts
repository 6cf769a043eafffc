/** What an XML parser tells a parser of metadata: elements and text, in the order of the document. */
import { FormatError } from '../bytes/format-error.ts';
import { shown } from './shown.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** A start tag. `name` without its prefix: `header-range`, not `rpm:header-range`. */
  open(name: string, attributes: XmlAttributes): void;
  /** Character data between two tags; perhaps in pieces. */
  text(text: string): void;
  /** An end tag, also of an empty element. */
  close(name: string): void;
}

/** The element that an attribute or text is missing from, or is wrong in. */
export function metadataError(element: string, expected: string, found: string): FormatError {
  return new FormatError({
    code: 'BAD_VALUE',
    section: 'repository',
    offset: 0,
    expected: `<${element}> with ${expected}`,
    found,
  });
}

/** An attribute that has to be there. */
export function attributeOf(element: string, attributes: XmlAttributes, name: string): string {
  const value = attributes[name];
  if (value === undefined) throw metadataError(element, `the attribute ${name}`, 'none');
  return value;
}

/** A count of bytes or of things: decimal digits only, and exact as a number. */
export function countOf(element: string, what: string, text: string): number {
  const trimmed = text.trim();
  const count = /^[0-9]{1,16}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (!Number.isSafeInteger(count)) throw metadataError(element, `${what}, a number`, shown(text));
  return count;
}
