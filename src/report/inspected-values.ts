/** Offsets, strings and header values of an inspection as short printable text. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { originalByteString } from '../package/inspected-text.ts';
import type { Blob, EntryInspection } from '../package/inspection.ts';

/** Characters of a value in a table; scripts get the rest from JSON. */
const VALUE_WIDTH = 72;
const BLOB_BYTES = 24;

/** At least eight digits, like xxd. */
export function hexOffset(offset: number): string {
  return offset.toString(16).padStart(8, '0');
}

/** A number, or `-` where there is none. */
export function numberOrDash(value: number | null): string {
  return value === null ? '-' : `${value}`;
}

/** `1 byte`, `2 bytes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** File mode in octal, with its type bits. */
export function octalMode(mode: number): string {
  return mode.toString(8).padStart(6, '0');
}

/** A string of the package, whole and printable. */
export function shownText(text: string): string {
  return displayText(originalByteString(text));
}

/** A string of the package in quotation marks, shortened where it is long. */
export function quotedText(text: string): string {
  // Twice as many code units hold that many characters in any case.
  const characters = [...text.slice(0, 2 * VALUE_WIDTH)];
  const start = text.length > VALUE_WIDTH ? characters.slice(0, VALUE_WIDTH).join('') : text;
  return `"${shownText(start)}"${start.length < text.length ? '…' : ''}`;
}

export function valueText(entry: EntryInspection): string {
  const { value, signature } = entry;
  if (signature !== null) return signature;
  if (value === null) return '-';
  if (typeof value === 'string') return quotedText(value);
  if (!isList(value)) return blobText(value);
  return listText(value.length, (i) => elementText(entry.tag, value[i]!));
}

function isList(
  value: Exclude<EntryInspection['value'], string | null>,
): value is readonly (string | number)[] {
  return Array.isArray(value);
}

function elementText(tag: number, element: string | number): string {
  if (typeof element === 'string') return quotedText(element);
  return tag === TAG.FILEMODES ? octalMode(element) : `${element}`;
}

/** As many elements as fit, at least one. */
function listText(length: number, element: (i: number) => string): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    const next = i === 0 ? element(0) : `${text}, ${element(i)}`;
    if (i > 0 && next.length > VALUE_WIDTH) return `${text}, …`;
    text = next;
  }
  return text;
}

function blobText({ length, hex }: Blob): string {
  const shown = hex.slice(0, 2 * BLOB_BYTES);
  const words = shown.match(/.{1,8}/g)?.join(' ') ?? '';
  return length > BLOB_BYTES ? `${words} …` : words;
}
