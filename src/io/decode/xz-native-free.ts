/**
 * xz without a library of the system: xz-decompress, a WebAssembly build of XZ Embedded.
 *
 * Policy: the same answers as liblzma.ts for what it can do: LZMA2 alone as the filter, no check,
 * CRC32 or CRC64, a dictionary of at most 64 MiB. The rest needs liblzma and is refused by name.
 * It reads concatenated streams, so it is given the first one only, found here. On a fault it loses
 * the chunk (64 KiB) in which the fault lies.
 */

import { sniffCompressor } from '../../../native-free-parsers/payload/compressor.ts';
import {
  lzma2DictionarySize,
  XZ_FILTER_LZMA2,
  type XzBlockHeader,
  type XzStreamHeader,
} from '../../../native-free-parsers/payload/frames/xz.ts';
import { xzStreamWalker } from '../../../native-free-parsers/payload/frames/xz-stream-walker.ts';
import { corrupt, truncated } from './decode-error.ts';
import type { Delivery } from './delivery.ts';
import { FramePieces } from './frame-pieces.ts';
import type { InputWindow } from './input-window.ts';
import { LZMA_MEMORY_FAULT, LZMA_MEMORY_LIMIT } from './liblzma.ts';
import { MissingCodecError } from './missing-codec-error.ts';
import type { Outcome } from './outcome.ts';

const ROUTE = 'xz-decompress';
/** Bytes that tell xz and .lzma apart. */
const SNIFFED = 14;
const DICTIONARY_LIMIT = 64 * 1024 * 1024;
/** None, CRC32, CRC64. */
const KNOWN_CHECKS: ReadonlySet<number> = new Set([0, 1, 4]);

export async function decodeXzNativeFree(
  window: InputWindow,
  delivery: Delivery,
): Promise<Outcome> {
  requireXz(window);
  const { XzReadableStream } = (await import('xz-decompress')).default;
  const stream = new FirstStream(window);
  const reader = new XzReadableStream(stream.open()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        throw stream.explain(error);
      });
      if (done) {
        delivery.streamEnd(window.offset);
        return { route: ROUTE, ended: 'stream-end' };
      }
      const pause = delivery.put(value);
      if (delivery.enough) return { route: ROUTE, ended: 'enough' };
      if (pause !== undefined) await pause;
    }
  } finally {
    // The module keeps its other users waiting until this one is done; after an error it is.
    await reader.cancel().catch(() => {});
  }
}

/** liblzma takes what starts with 0xfd for xz and everything else for .lzma. */
function requireXz(window: InputWindow): void {
  while (window.bytes.length < SNIFFED && window.more());
  const { bytes, offset } = window;
  if (bytes[0] === 0xfd) return;
  if (sniffCompressor(bytes) === 'lzma') {
    throw new MissingCodecError('lzma', 'only liblzma decodes the .lzma format');
  }
  if (bytes.length < SNIFFED) throw truncated('lzma', offset);
  throw corrupt('xz', offset, 'neither an xz nor an lzma stream');
}

/** The first stream, as xz-decompress wants its input, and what its errors mean. */
class FirstStream {
  readonly #window: InputWindow;
  readonly #pieces: FramePieces;
  #thrown: unknown;

  constructor(window: InputWindow) {
    this.#window = window;
    const walker = xzStreamWalker(window.offset, {
      seeStream: requireKnownCheck,
      seeBlock: (header) => requireKnownFilters(header, window.offset),
    });
    this.#pieces = new FramePieces(window, walker);
  }

  /** Reads nothing ahead: a piece lives in the window's buffer until the next is asked for. */
  open(): ReadableStream<Uint8Array> {
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const piece = this.#nextPiece();
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    };
    return new ReadableStream({ pull }, { highWaterMark: 0 });
  }

  /** Errors of the input and of the headers stay as they are. */
  explain(error: unknown): unknown {
    if (error === this.#thrown) return error;
    const { offset } = this.#window;
    return this.#pieces.cutShort ? truncated('xz', offset) : corrupt('xz', offset, 'corrupt data');
  }

  #nextPiece(): Uint8Array | undefined {
    try {
      return this.#pieces.next();
    } catch (error) {
      this.#thrown = error;
      throw error;
    }
  }
}

function requireKnownCheck({ check }: XzStreamHeader): void {
  if (KNOWN_CHECKS.has(check)) return;
  const name = check === 10 ? 'SHA-256 checks, as rpm writes them' : `checks of type ${check}`;
  throw new MissingCodecError('xz', `only liblzma decodes ${name}`);
}

function requireKnownFilters({ filters }: XzBlockHeader, offset: number): void {
  const [filter] = filters;
  if (filters.length !== 1 || filter?.id !== XZ_FILTER_LZMA2) {
    throw new MissingCodecError('xz', 'only liblzma decodes filters other than LZMA2');
  }
  const dictionary = lzma2DictionarySize(filter);
  if (dictionary === undefined) throw corrupt('xz', offset, 'no LZMA2 dictionary size');
  if (dictionary > LZMA_MEMORY_LIMIT) throw corrupt('xz', offset, LZMA_MEMORY_FAULT, 'memory');
  if (dictionary > DICTIONARY_LIMIT) {
    throw new MissingCodecError('xz', 'only liblzma decodes dictionaries of more than 64 MiB');
  }
}
