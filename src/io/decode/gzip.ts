/**
 * gzip by node:zlib: members parsed and checked here, deflate data inflated in the thread pool.
 *
 * Policy: what zlib's gzread() does, with which rpm reads (rpmio/rpmio.c gzdRead()): data that
 * does not start like gzip is taken as it is; members follow one another; what follows them and is
 * no member is ignored; the input's end is a short read. gzread() loses the buffer in which it
 * finds a fault, so the last chunk of a member is delivered only when its CRC-32 has proved right.
 */

import { crc32, createInflateRaw } from 'node:zlib';
import {
  GZIP_TRAILER_LENGTH,
  parseGzipMemberHeader,
} from '../../../native-free-parsers/payload/frames/gzip.ts';
import { corrupt, parsingHeader } from './decode-error.ts';
import type { Delivery } from './delivery.ts';
import type { InputWindow } from './input-window.ts';
import type { Ending, Outcome } from './outcome.ts';
import { passThrough } from './plain.ts';
import {
  isZlibError,
  releaseChunk,
  releaseLastChunk,
  runZlibStream,
  ZLIB_OPTIONS,
  type ZlibOutcome,
} from './zlib-stream.ts';

/** A file name or comment of this length is none. */
const HEADER_LIMIT = 1024 * 1024;

export async function decodeGzip(window: InputWindow, delivery: Delivery): Promise<Outcome> {
  if (!startsMember(window)) return passThrough(window, delivery);
  let ended: Ending = 'stream-end';
  while (ended === 'stream-end' && startsMember(window)) {
    ended = skipHeader(window) ? await decodeMember(window, delivery) : 'input-end';
  }
  return { route: 'node:zlib', ended };
}

function startsMember(window: InputWindow): boolean {
  while (window.bytes.length < 2 && window.more());
  const [first, second] = window.bytes;
  return first === 0x1f && second === 0x8b;
}

/** False when the input ends inside the header. */
function skipHeader(window: InputWindow): boolean {
  for (;;) {
    const header = parsingHeader(() => parseGzipMemberHeader(window.bytes, window.offset));
    if (header.kind === 'parsed') {
      window.skip(header.length);
      return true;
    }
    if (window.bytes.length > HEADER_LIMIT) {
      throw corrupt('gzip', window.offset, `a member header of more than ${HEADER_LIMIT} bytes`);
    }
    if (!window.more()) return false;
  }
}

async function decodeMember(window: InputWindow, delivery: Delivery): Promise<Ending> {
  let crc = 0;
  let size = 0;
  let piece = 0;
  let last: Uint8Array | undefined;

  const next = () => {
    window.skip(piece);
    if (window.bytes.length === 0) window.more();
    piece = window.bytes.length;
    return piece === 0 ? undefined : window.bytes;
  };
  const deliverLast = async (release = releaseChunk) => {
    if (last !== undefined) {
      const pause = delivery.put(last);
      release(last);
      last = undefined;
      if (pause !== undefined) await pause;
    }
    return !delivery.enough;
  };
  const take = async (chunk: Uint8Array) => {
    crc = crc32(chunk, crc);
    size += chunk.length;
    const more = await deliverLast();
    last = chunk;
    return more;
  };

  let outcome: ZlibOutcome;
  try {
    outcome = await runZlibStream(createInflateRaw(ZLIB_OPTIONS), next, take);
  } catch (error) {
    if (!isZlibError(error)) throw error;
    if (!(await deliverLast())) return 'enough';
    throw corrupt('gzip', window.offset, error.message);
  }
  if (outcome.ended === 'stopped') return 'enough';
  window.skip(piece - outcome.unused);
  const complete = outcome.ended === 'stream-end' && skipTrailer(window, crc, size);
  if (!(await deliverLast(releaseLastChunk))) return 'enough';
  if (!complete) return 'input-end';
  delivery.streamEnd(window.offset);
  return 'stream-end';
}

/** False when the input ends inside the trailer. */
function skipTrailer(window: InputWindow, crc: number, size: number): boolean {
  while (window.bytes.length < GZIP_TRAILER_LENGTH) if (!window.more()) return false;
  const { bytes } = window;
  const trailer = new DataView(bytes.buffer, bytes.byteOffset, GZIP_TRAILER_LENGTH);
  if (trailer.getUint32(0, true) !== crc) {
    throw corrupt('gzip', window.offset, 'a CRC-32 that is not the one of the data');
  }
  if (trailer.getUint32(4, true) !== size % 2 ** 32) {
    throw corrupt('gzip', window.offset, 'a length that is not the one of the data');
  }
  window.skip(GZIP_TRAILER_LENGTH);
  return true;
}
