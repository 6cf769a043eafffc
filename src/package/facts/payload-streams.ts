/**
 * The streams that a compressed payload consists of: those that were decoded, and one behind them
 * that rpm leaves unread.
 *
 * Policy: ends come from the decoder, which is the only one to know; headers are parsed for the
 * window size alone. What does not parse has no window size, and whether it matters is not said here.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import {
  type Compressor,
  sniffCompressor,
} from '../../../native-free-parsers/payload/compressor.ts';
import { parseLzmaAloneHeader } from '../../../native-free-parsers/payload/frames/lzma.ts';
import {
  lzma2DictionarySize,
  parseXzBlockHeader,
  XZ_FILTER_LZMA2,
  XZ_STREAM_HEADER_LENGTH,
} from '../../../native-free-parsers/payload/frames/xz.ts';
import { parseZstdFrameHeader } from '../../../native-free-parsers/payload/frames/zstd.ts';
import { readUpTo } from '../inspect-bytes.ts';
import type { StreamFacts } from './facts.ts';

/** Streams that are kept: a payload may consist of any number of empty ones. */
const MOST_STREAMS = 1000;
/** An xz stream header and the longest block header (xz-file-format 3.1.1). */
const HEADERS = XZ_STREAM_HEADER_LENGTH + 1024;
/** Zeros between xz streams that are looked over (xz-file-format 2.2). */
const STREAM_PADDING = 4096;
/** RFC 1951, section 2. */
const DEFLATE_WINDOW = 32 * 1024;

/** Collects the ends of streams while a payload is decoded. */
export class PayloadStreams {
  readonly #source: ByteSource;
  readonly #streams: StreamFacts[] = [];
  #end: number;
  #seen = 0;

  constructor(source: ByteSource, payloadOffset: number) {
    this.#source = source;
    this.#end = payloadOffset;
  }

  /** Where the last complete stream ends; undefined when there was none. */
  get end(): number | undefined {
    return this.#seen === 0 ? undefined : this.#end;
  }

  /** A stream was decoded up to `offset` of the file. */
  endAt(offset: number): void {
    this.#add(this.#end, offset - this.#end);
    this.#end = offset;
    this.#seen++;
  }

  /** All streams, the one that did not end and the one that was not read included. */
  all(): readonly StreamFacts[] {
    const start = this.#nextStart();
    if (start !== undefined) this.#add(start, undefined);
    return this.#streams;
  }

  #add(offset: number, length: number | undefined): void {
    if (this.#streams.length === MOST_STREAMS) return;
    this.#streams.push({ offset, length, windowSize: windowSizeAt(this.#source, offset) });
  }

  #nextStart(): number | undefined {
    const behind = readUpTo(this.#source, this.#end, STREAM_PADDING);
    const first = behind.findIndex((byte) => byte !== 0);
    // Zeros come between xz streams only; an .lzma header may start with one.
    const at = formatAt(behind) === undefined && first > 0 ? first : 0;
    const format = formatAt(behind.subarray(at));
    return format === undefined ? undefined : this.#end + at;
  }
}

function formatAt(bytes: Uint8Array): Compressor | undefined {
  const format = sniffCompressor(bytes);
  return format === 'none' ? undefined : format;
}

/** Bytes of history that decoding the stream at `offset` needs. */
function windowSizeAt(source: ByteSource, offset: number): number | undefined {
  const bytes = readUpTo(source, offset, HEADERS);
  try {
    switch (sniffCompressor(bytes)) {
      case 'gzip':
        return DEFLATE_WINDOW;
      case 'zstd': {
        const frame = parseZstdFrameHeader(bytes, offset);
        return frame.kind === 'parsed' && frame.header.kind === 'data'
          ? frame.header.windowSize
          : undefined;
      }
      case 'lzma': {
        const stream = parseLzmaAloneHeader(bytes, offset);
        return stream.kind === 'parsed' ? stream.header.dictionarySize : undefined;
      }
      case 'xz': {
        const block = parseXzBlockHeader(bytes.subarray(XZ_STREAM_HEADER_LENGTH), offset);
        const filter = block.kind === 'parsed' ? block.header.filters.at(-1) : undefined;
        return filter?.id === XZ_FILTER_LZMA2 ? lzma2DictionarySize(filter) : undefined;
      }
      default:
        return undefined;
    }
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
