/**
 * One block of an xz stream, decoded by itself: blocks do not depend on each other.
 *
 * Policy: liblzma gets the stream's header and then the block, so it checks the block as always,
 * its check value included. A block that is not exactly where and as large as it should be is
 * corrupt.
 */
import type { ByteReader } from '../../../native-free-parsers/bytes/byte-source.ts';
import type { XzBlock } from '../../../native-free-parsers/payload/frames/xz-index.ts';
import type { Breather } from '../breathe.ts';
import { corrupt } from './decode-error.ts';
import { type ChunkSink, Delivery } from './delivery.ts';
import { InputWindow } from './input-window.ts';
import { openLiblzma } from './liblzma.ts';
import { runNativeDecoder } from './native-decoder.ts';

/** The library that {@link decodeXzBlock} needs; undefined where it does not load. */
export function xzBlockRoute(): string | undefined {
  const decoder = openLiblzma();
  decoder?.close();
  return decoder?.route;
}

/**
 * Decodes `block`, whose bytes `input` gives. Returns 'enough' where the sink stopped it.
 * @throws FormatError as decodePayload does.
 */
export async function decodeXzBlock(
  streamHeader: Uint8Array,
  block: XzBlock,
  input: ByteReader,
  sink: ChunkSink,
  breathe?: Breather,
): Promise<'block-end' | 'enough'> {
  const stream = joined(streamHeader, input, block.length);
  const window = new InputWindow(stream, block.offset - streamHeader.length);
  const delivery = new Delivery(sink, breathe, undefined);
  const decoder = openLiblzma()!;
  try {
    // The block is followed by nothing: its end is the input's end.
    await runNativeDecoder({ ...decoder, readsThrough: true }, 'xz', window, delivery);
  } finally {
    decoder.close();
  }
  if (delivery.enough) return 'enough';
  const { bytesOut } = delivery;
  if (bytesOut === block.size) return 'block-end';
  throw corrupt('xz', window.offset, `a block of ${bytesOut} bytes, ${block.size} by the index`);
}

/** The header, then at most `length` bytes of the input. */
function joined(header: Uint8Array, input: ByteReader, length: number): ByteReader {
  let first = header;
  let left = length;
  return {
    read(into) {
      if (first.length > 0) {
        const part = first.subarray(0, into.length);
        into.set(part);
        first = first.subarray(part.length);
        return part.length;
      }
      const size = input.read(into.subarray(0, Math.min(into.length, left)));
      left -= size;
      return size;
    },
  };
}
