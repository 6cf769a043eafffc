/** The window of a zstd frame, before its header goes to the decoder. */
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { parseZstdFrameHeader } from '../../../native-free-parsers/payload/frames/zstd.ts';

/**
 * Bytes of the window that the frame asks for which `bytes` begin with; 0 for what has none or is no
 * frame: the decoder says so. `unknown` where they do not hold the header.
 */
export function zstdWindowAhead(bytes: Uint8Array): number | 'unknown' {
  try {
    const frame = parseZstdFrameHeader(bytes, 0);
    if (frame.kind !== 'parsed') return 'unknown';
    return frame.header.kind === 'data' ? frame.header.windowSize : 0;
  } catch (error) {
    if (error instanceof FormatError) return 0;
    throw error;
  }
}
