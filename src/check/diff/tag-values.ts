/**
 * Header values side by side: short, safe to print, and from shortly before the first difference on,
 * so that two long texts that begin alike do not look alike.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { originalByteString } from '../../package/inspected-text.ts';
import type { EntryInspection, EntryValue } from '../../package/inspection.ts';
import type { TagValue } from './diff-record.ts';

/** Characters of a value. */
const WIDTH = 72;
/** Characters that stay in front of a difference. */
const LEAD = 16;
const BLOB_BYTES = 32;

/** The values of a tag; `other` is the same tag's entry on the other side, if it has one. */
export function tagValue(entry: EntryInspection, other: EntryInspection | undefined): TagValue {
  const { typeName: type, count } = entry;
  return { type, count, text: valueText(entry, other?.value ?? null) };
}

function valueText({ tag, value, signature }: EntryInspection, other: EntryValue | null): string {
  if (signature !== null) return displayText(signature);
  if (value === null) return '';
  if (typeof value === 'string') return stringText(value, other);
  if (isList(value)) return listText(tag, value, other !== null && isList(other) ? other : null);
  const { length, hex } = value;
  return `${hex.slice(0, 2 * BLOB_BYTES)}${length > BLOB_BYTES ? '…' : ''}`;
}

type ValueList = readonly (string | number)[];

function isList(value: EntryValue): value is ValueList {
  return Array.isArray(value);
}

/** As many elements as fit, at least one; from the first one on that is another on the other side. */
function listText(tag: number, values: ValueList, others: ValueList | null): string {
  const difference = others === null ? 0 : firstDifference(values, others);
  const first = Math.min(difference, values.length - 1);
  let text = `${first > 0 ? '…, ' : ''}${elementText(tag, values[first]!, others?.[first])}`;
  for (const value of values.slice(first + 1)) {
    const next = `, ${elementText(tag, value, null)}`;
    if (text.length + next.length > WIDTH) return `${text}, …`;
    text += next;
  }
  return text;
}

function elementText(tag: number, value: string | number, other: unknown): string {
  if (typeof value === 'string') return stringText(value, other);
  return tag === TAG.FILEMODES ? value.toString(8).padStart(6, '0') : `${value}`;
}

/** In quotation marks. */
function stringText(text: string, other: unknown): string {
  const difference = typeof other === 'string' ? firstDifference(text, other) : 0;
  let start = difference > 2 * LEAD && text !== other ? difference - LEAD : 0;
  if (isSecondHalf(text, start)) start--;
  let end = Math.min(text.length, start + WIDTH);
  if (isSecondHalf(text, end)) end--;
  const shown = displayText(originalByteString(text.slice(start, end)));
  return `${start > 0 ? '…' : ''}"${shown}"${end < text.length ? '…' : ''}`;
}

/** Where one has something else, or ends. */
function firstDifference(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** Whether a cut there would go through a character of two code units. */
function isSecondHalf(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
