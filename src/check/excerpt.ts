/** The bytes that a finding is about, for reports that show them. */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import type { CheckPlace, Excerpt } from './check-record.ts';

/** Bytes of a line of a hex dump: excerpts begin and end there. */
const LINE = 16;
const MOST_BYTES = 4 * LINE;

/** Undefined for places in the decompressed archive and in metadata, which are not in the file. */
export function excerptAt(
  source: ByteSource,
  { section, offset, length }: CheckPlace,
): Excerpt | undefined {
  if (section === 'cpio' || section === 'repository' || offset >= source.size) return undefined;
  const start = Math.max(0, offset - (offset % LINE));
  const wanted = offset - start + Math.max(1, length ?? 1);
  const bytes = new Uint8Array(Math.min(MOST_BYTES, Math.ceil(wanted / LINE) * LINE));
  const size = source.readAt(start, bytes);
  return { offset: start, hex: toHex(bytes.subarray(0, size)) };
}
