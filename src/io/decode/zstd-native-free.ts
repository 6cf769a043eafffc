/**
 * zstd without a library of the system: node:zlib, or one call of @mongodb-js/zstd for a small one.
 *
 * Policy: the same answers as libzstd.ts. node:zlib forgets what follows a frame and does not know
 * skippable frames, so frames are found here and each gets a decoder of its own. One call decodes
 * everything into one allocation, so it is made only when the block headers bound the output; if
 * it fails, the streaming way finds out where. On a fault node:zlib loses the chunk it lies in.
 */

import { createZstdDecompress } from 'node:zlib';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import {
  parseZstdFrameHeader,
  ZSTD_BLOCK_LIMIT,
} from '../../../native-free-parsers/payload/frames/zstd.ts';
import { zstdFrameWalker } from '../../../native-free-parsers/payload/frames/zstd-frame-walker.ts';
import { corrupt, parsingHeader } from './decode-error.ts';
import type { Delivery } from './delivery.ts';
import { FramePieces } from './frame-pieces.ts';
import type { InputWindow } from './input-window.ts';
import type { Ending, Outcome } from './outcome.ts';
import {
  isZlibError,
  releaseChunk,
  runZlibStream,
  ZLIB_OPTIONS,
  type ZlibOutcome,
} from './zlib-stream.ts';

/** Bytes that the header may declare for one call. */
const ONE_CALL_DECLARED = 8 * 1024 * 1024;
/** Bytes that the blocks may hold at most: small packages leave their last block half empty. */
const ONE_CALL_BOUND = 2 * ONE_CALL_DECLARED;
/** Compressed bytes kept in memory at most. */
const ONE_CALL_INPUT = 4 * 1024 * 1024;

export async function decodeZstdNativeFree(
  window: InputWindow,
  delivery: Delivery,
  declaredSize: number | undefined,
): Promise<Outcome> {
  if (declaredSize !== undefined && declaredSize <= ONE_CALL_DECLARED) {
    const outcome = await decodeInOneCall(window, delivery);
    if (outcome !== undefined) return outcome;
  }
  let ended: Ending = 'input-end';
  while (window.bytes.length > 0 || window.more()) {
    ended = await decodeFrame(window, delivery);
    if (ended !== 'stream-end') break;
    delivery.streamEnd(window.offset);
  }
  return { route: 'node:zlib', ended };
}

async function decodeFrame(window: InputWindow, delivery: Delivery): Promise<Ending> {
  const kind = frameKind(window);
  if (kind === undefined) return 'input-end';
  const pieces = new FramePieces(window, zstdFrameWalker(window.offset));
  if (kind === 'skippable') {
    while (pieces.next() !== undefined);
    return pieces.cutShort ? 'input-end' : 'stream-end';
  }

  const take = async (chunk: Uint8Array) => {
    const pause = delivery.put(chunk);
    releaseChunk(chunk);
    if (pause !== undefined) await pause;
    return !delivery.enough;
  };
  let outcome: ZlibOutcome;
  try {
    outcome = await runZlibStream(createZstdDecompress(ZLIB_OPTIONS), () => pieces.next(), take);
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw corrupt('zstd', window.offset, error.message);
  }
  if (outcome.ended === 'stopped') return 'enough';
  return pieces.cutShort ? 'input-end' : 'stream-end';
}

/** Undefined when the input ends inside the frame's header. */
function frameKind(window: InputWindow): 'data' | 'skippable' | undefined {
  for (;;) {
    const frame = parsingHeader(() => parseZstdFrameHeader(window.bytes, window.offset));
    if (frame.kind === 'parsed') return frame.header.kind;
    if (!window.more()) return undefined;
  }
}

/** Undefined, with nothing used up, when the input is not a row of complete, small frames. */
async function decodeInOneCall(
  window: InputWindow,
  delivery: Delivery,
): Promise<Outcome | undefined> {
  do {
    if (window.bytes.length > ONE_CALL_INPUT) return undefined;
  } while (window.more());
  if (!holdsSmallFrames(window)) return undefined;

  const { decompress } = await import('@mongodb-js/zstd');
  const { bytes } = window;
  let output: Uint8Array;
  try {
    output = await decompress(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch {
    return undefined;
  }
  const pause = delivery.put(output);
  if (pause !== undefined) await pause;
  return { route: '@mongodb-js/zstd', ended: delivery.enough ? 'enough' : 'stream-end' };
}

function holdsSmallFrames(window: InputWindow): boolean {
  const { bytes } = window;
  let at = 0;
  let bound = 0;
  try {
    while (at < bytes.length) {
      const walker = zstdFrameWalker(window.offset + at, ({ type, size }) => {
        bound += type === 'compressed' ? ZSTD_BLOCK_LIMIT : size;
      });
      at += walker.take(bytes.subarray(at));
      if (!walker.ended || bound > ONE_CALL_BOUND) return false;
    }
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
  return at > 0;
}
