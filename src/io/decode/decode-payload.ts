/**
 * Decompresses a payload the way rpm 4.18 reads it, and hands the bytes to a sink as they come.
 *
 * Policy: the codec is the caller's decision, nothing is sniffed. When the sink has enough,
 * decoding stops at once: a fault behind that point is never seen, as with rpm. Buffers are few,
 * fixed and reused, whatever the data expands to; the codec's own window comes on top (xz: at
 * most 100 MiB, zstd: at most 16 MiB where a wider one can be in a file, else 128 MiB).
 */

import type { ByteReader } from '../../../native-free-parsers/bytes/byte-source.ts';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import type { Breather } from '../breathe.ts';
import { type ChunkSink, Delivery, type StreamEndObserver } from './delivery.ts';
import { decodeGzip } from './gzip.ts';
import { InputWindow } from './input-window.ts';
import { openLibbz2 } from './libbz2.ts';
import { openLiblzma } from './liblzma.ts';
import { openLibzstd } from './libzstd.ts';
import { type LibraryCodec, MissingCodecError } from './missing-codec-error.ts';
import { type NativeDecoder, runNativeDecoder } from './native-decoder.ts';
import type { Ending, Outcome } from './outcome.ts';
import { passThrough } from './plain.ts';
import { decodeXzNativeFree } from './xz-native-free.ts';
import { decodeZstdNativeFree } from './zstd-native-free.ts';

export type { ChunkSink } from './delivery.ts';

export interface DecodeRequest {
  readonly compressor: Compressor;
  /** The compressed bytes, from the payload's start to the file's end. */
  readonly input: ByteReader;
  /** Absolute offset of the payload's first byte, for errors. */
  readonly payloadOffset: number;
  readonly sink: ChunkSink;
  /** Use no native library of the system. */
  readonly nativeFree?: boolean;
  /** Bytes the header declares for the uncompressed payload: chooses a route, limits nothing. */
  readonly declaredSize?: number;
  /** Called between chunks. */
  readonly breathe?: Breather;
  /** Told of every stream that is decoded to its end; not of zstd frames decoded in one call. */
  readonly onStreamEnd?: StreamEndObserver;
}

export interface DecodeSummary extends Outcome {
  /** What decoded it: `liblzma.so.5`, `node:zlib`, `xz-decompress`, `plain` ... */
  readonly route: string;
  /**
   * `stream-end`: a complete stream or frame was the last thing read. `input-end`: the input ended
   * inside one, or is plain, or empty; rpm sees a short read. `enough`: the sink stopped it.
   */
  readonly ended: Ending;
  readonly bytesOut: number;
}

/**
 * Decodes until the sink has enough or nothing is left. Throws FormatError (section `payload`) for
 * data that does not decode, at the offset that the decoder had about reached, after delivering
 * what it had decoded; MissingCodecError where no library here knows the codec. An error of the
 * reader or of the sink passes through.
 */
export async function decodePayload(request: DecodeRequest): Promise<DecodeSummary> {
  const { input, payloadOffset, sink, breathe, onStreamEnd } = request;
  const window = new InputWindow(input, payloadOffset);
  const delivery = new Delivery(sink, breathe, onStreamEnd);
  const { route, ended } = await decode(request, window, delivery);
  return { route, ended, bytesOut: delivery.bytesOut };
}

async function decode(
  request: DecodeRequest,
  window: InputWindow,
  delivery: Delivery,
): Promise<Outcome> {
  const { compressor, nativeFree, declaredSize } = request;
  if (compressor === 'none') return passThrough(window, delivery);
  if (compressor === 'gzip') return decodeGzip(window, delivery);

  const decoder = nativeFree ? undefined : NATIVE[compressor]();
  if (decoder === undefined) {
    if (compressor === 'zstd') return decodeZstdNativeFree(window, delivery, declaredSize);
    if (compressor === 'bzip2') throw new MissingCodecError(compressor);
    return decodeXzNativeFree(window, delivery);
  }
  try {
    const ended = await runNativeDecoder(decoder, compressor, window, delivery);
    return { route: decoder.route, ended };
  } finally {
    decoder.close();
  }
}

const NATIVE: Readonly<Record<LibraryCodec, () => NativeDecoder | undefined>> = {
  zstd: openLibzstd,
  xz: openLiblzma,
  lzma: openLiblzma,
  bzip2: openLibbz2,
};
