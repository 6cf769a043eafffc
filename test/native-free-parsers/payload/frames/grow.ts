/** Parses a header from ever longer prefixes, as a caller does that waits for more bytes. */
import { expect } from 'vitest';
import type {
  FrameParse,
  Parsed,
} from '../../../../native-free-parsers/payload/frames/frame-parse.ts';

/** The parse of the whole; every shorter prefix must ask for more, never past the header's end. */
export function growing<T>(
  parse: (bytes: Uint8Array, offset: number) => FrameParse<T>,
  bytes: Uint8Array,
): Parsed<T> {
  const whole = parse(bytes, 0);
  if (whole.kind !== 'parsed') throw new Error(`${bytes.length} bytes are not enough`);
  for (let length = 0; length < whole.length; length++) {
    const some = parse(bytes.subarray(0, length), 0);
    expect(some.kind).toBe('need-more');
    if (some.kind === 'need-more') {
      expect(some.atLeast).toBeGreaterThan(length);
      expect(some.atLeast).toBeLessThanOrEqual(whole.length);
    }
  }
  return whole;
}
