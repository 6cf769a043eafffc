/**
 * What a frame parser answers when the bytes at hand are too few.
 *
 * Policy: a parser never waits and keeps nothing. It is called with the bytes from the header's
 * start on, and called again with more of them when it asks.
 */

/** Not enough bytes yet: at least this many, counted from the header's start, are needed. */
export interface NeedMore {
  readonly kind: 'need-more';
  readonly atLeast: number;
}

/** A header, and how many bytes it takes. */
export interface Parsed<T> {
  readonly kind: 'parsed';
  readonly header: T;
  readonly length: number;
}

export type FrameParse<T> = NeedMore | Parsed<T>;

export function needMore(atLeast: number): NeedMore {
  return { kind: 'need-more', atLeast };
}

export function parsed<T>(header: T, length: number): Parsed<T> {
  return { kind: 'parsed', header, length };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
