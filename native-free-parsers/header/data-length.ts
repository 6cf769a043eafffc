/**
 * How many bytes of the store an entry's data takes.
 * Source: rpm 4.18 lib/header.c dataLength, strtaglen.
 */
import { elementSize, TYPES } from './types.ts';

/**
 * Length in bytes of `count` elements of `type` at `offset` of the store; -1 when they do not fit
 * or are not properly ended. Zero is possible only for counts and types that no sound entry has.
 */
export function dataLength(store: Uint8Array, type: number, offset: number, count: number): number {
  const size = elementSize(type);
  if (size !== undefined) {
    const length = size * count;
    return offset + length <= store.length ? length : -1;
  }
  if (type === TYPES.STRING && count !== 1) return -1;
  let end = offset;
  for (let left = count; left > 0; left--) {
    const nul = endOfString(store, end);
    if (nul < 0) return -1;
    end = nul + 1;
  }
  return end - offset;
}

/** Where the NUL of a string is; most strings are so short that a call of indexOf() takes longer. */
function endOfString(store: Uint8Array, start: number): number {
  const near = Math.min(start + SHORT, store.length);
  for (let at = start; at < near; at++) if (store[at] === 0) return at;
  return store.indexOf(0, near);
}

/** Bytes that are looked at one by one. */
const SHORT = 48;
