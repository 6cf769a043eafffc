/**
 * Checks that every parser of bytes must pass.
 * Policy: whatever the bytes, a parser gives a value or throws a FormatError of its own section.
 */

import fc from 'fast-check';
import { expect } from 'vitest';
import { FormatError, type Section } from '../../../native-free-parsers/bytes/format-error.ts';

type Parse = (bytes: Uint8Array) => unknown;

/** Cut short anywhere, `bytes` must be TRUNCATED. */
export function expectTruncationAtEveryByte(bytes: Uint8Array, section: Section, parse: Parse) {
  for (let length = 0; length < bytes.length; length++) {
    const error = formatErrorOf(() => parse(bytes.subarray(0, length)));
    expect(error?.problem, `cut to ${length} bytes`).toMatchObject({ code: 'TRUNCATED', section });
  }
}

/** With a few bytes of it changed, and perhaps cut. */
export function expectValueOrFormatError(bytes: Uint8Array, section: Section, parse: Parse) {
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.nat(bytes.length), (changes, length) => {
      const mutated = Uint8Array.from(bytes);
      for (const [at, value] of changes) mutated[at] = value;
      const error = formatErrorOf(() => parse(mutated.subarray(0, length)));
      if (error) expect(error.section).toBe(section);
    }),
    { numRuns: 500 },
  );
}

/** The FormatError that `parse` throws, or undefined when it returns; any other error passes. */
export function formatErrorOf(parse: () => unknown): FormatError | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
