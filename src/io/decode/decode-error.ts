/** How a payload that does not decode is reported, whatever the codec. */

import { type Defect, FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';

/** `offset` is where the decoder had got to: the fault itself may lie a little before or behind. */
export function corrupt(
  compressor: Compressor,
  offset: number,
  reason: string,
  defect?: Defect,
): FormatError {
  return new FormatError({
    code: 'CORRUPT',
    ...(defect === undefined ? {} : { defect }),
    section: 'payload',
    offset,
    expected: `${compressor} data`,
    found: reason,
  });
}

/** The input ended inside a stream, for the codecs whose reader in rpm fails then. */
export function truncated(compressor: Compressor, offset: number): FormatError {
  return new FormatError({
    code: 'TRUNCATED',
    section: 'payload',
    offset,
    expected: `the rest of the ${compressor} stream`,
    found: 'the end of the input',
  });
}

/** Runs a header parser; what it refuses is corrupt data here, at the offset it gives. */
export function parsingHeader<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError({ ...error.problem, code: 'CORRUPT' });
  }
}
