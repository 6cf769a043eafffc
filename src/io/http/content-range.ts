/**
 * The Range of a request, and whether an answer keeps to it.
 * Source: RFC 9110, 14.1.2 (Range) and 14.4 (Content-Range).
 */
import type { ContentRange } from './http-body.ts';

/** What is asked for: from `start` to before `end`, or to the end of the file; or its last bytes. */
export type AskedRange =
  | { readonly start: number; readonly end?: number | undefined }
  | { readonly last: number };

/** As a header says it. */
export function rangeHeader(range: AskedRange): string {
  if ('last' in range) return `bytes=-${range.last}`;
  return `bytes=${range.start}-${range.end === undefined ? '' : range.end - 1}`;
}

/** A Content-Range, or why it is not the answer to what was asked for. */
export function answeredRange(
  asked: AskedRange,
  header: string | undefined,
): ContentRange | { readonly wrong: string } {
  if (header === undefined) return { wrong: 'no Content-Range' };
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(header.trim());
  if (match === null) return { wrong: `Content-Range ${JSON.stringify(header)}` };
  const [, first, last, total] = match;
  const size = total === '*' ? undefined : Number(total);
  const range = { start: Number(first), end: Number(last) + 1, size };
  const { start, end } = expected(asked, range);
  const fits = range.start === start && range.end === end && range.end <= (size ?? range.end);
  return fits ? range : { wrong: `bytes ${first} to ${last} of ${total}` };
}

/** What must come, given the size of the file. */
function expected(asked: AskedRange, { start, end, size }: ContentRange) {
  if ('last' in asked) {
    const whole = size ?? end;
    return { start: Math.max(0, whole - asked.last), end: whole };
  }
  // Of a file of unknown size less may come, but not nothing.
  const most = size ?? (end > start ? end : start + 1);
  return { start: asked.start, end: Math.min(asked.end ?? most, most) };
}
