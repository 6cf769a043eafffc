/** Two readings that must agree. Policy: compares plain data; says how they differ. */
import { deepStrictEqual } from 'node:assert';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';

/** What a reading came to: its value, or what the format error says. Other errors pass. */
export function readingOf<T>(read: () => T): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof FormatError) return { problem: error.problem };
    throw error;
  }
}

/** Throws where one reading gives something else than another. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  deepStrictEqual(actual, expected, what);
}

/** Pieces of an input, cut at places that follow from it. */
export function piecesOf(input: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let state = input.length;
  for (let at = 0; at < input.length; ) {
    state = (Math.imul(state, 1103515245) + 12345 + input[at]!) >>> 0;
    const size = 1 + ((state >>> 16) % ((state & 1) === 0 ? 7 : 300));
    pieces.push(input.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
