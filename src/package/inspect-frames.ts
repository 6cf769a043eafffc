/**
 * The headers of compressed data, as far as they can be found without decompressing.
 *
 * Policy: goes by the bytes, not by the tag. What does not parse ends the list in silence: whether
 * it matters is the decoder's to say. Reads a header at a time and never content.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex, toLatin1 } from '../../native-free-parsers/bytes/hex.ts';
import type { Compressor } from '../../native-free-parsers/payload/compressor.ts';
import { parseBzip2Header } from '../../native-free-parsers/payload/frames/bzip2.ts';
import type { FrameParse, Parsed } from '../../native-free-parsers/payload/frames/frame-parse.ts';
import { parseGzipMemberHeader } from '../../native-free-parsers/payload/frames/gzip.ts';
import { parseLzmaAloneHeader } from '../../native-free-parsers/payload/frames/lzma.ts';
import {
  parseXzBlockHeader,
  parseXzStreamHeader,
  XZ_FILTER_LZMA2,
  type XzBlockHeader,
} from '../../native-free-parsers/payload/frames/xz.ts';
import {
  parseZstdBlockHeader,
  parseZstdFrameHeader,
  ZSTD_CHECKSUM_LENGTH,
} from '../../native-free-parsers/payload/frames/zstd.ts';
import { readUpTo } from './inspect-bytes.ts';
import { inspectedText } from './inspected-text.ts';
import type { FrameFields, FrameInspection } from './inspection.ts';

/** Enough for every header but a gzip member's with long names. */
const FIRST_READ = 64;
const LONGEST_HEADER = 256 * 1024;
/** Of zstd: 12 GiB of payload in blocks of the usual size. */
const MAX_HEADERS = 100_000;

/** The frames from `offset` of the source on, whose bytes look like `format`. */
export function inspectFrames(
  source: ByteSource,
  offset: number,
  format: Compressor | undefined,
): FrameInspection[] {
  switch (format) {
    case 'gzip':
      return first(
        source,
        offset,
        parseGzipMemberHeader,
        ({ mtime, extraFlags, os, ...texts }) => ({
          format,
          mtime,
          extraFlags,
          os,
          name: optionalText(texts.name),
          comment: optionalText(texts.comment),
        }),
      );
    case 'xz':
      return xzFrames(source, offset);
    case 'lzma':
      return first(source, offset, parseLzmaAloneHeader, ({ uncompressedSize, ...header }) => ({
        format,
        ...header,
        uncompressedSize: uncompressedSize ?? null,
      }));
    case 'bzip2':
      return first(source, offset, parseBzip2Header, (header) => ({ format, ...header }));
    case 'zstd':
      return zstdFrames(source, offset);
    default:
      return [];
  }
}

type Parse<T> = (bytes: Uint8Array, offset: number) => FrameParse<T>;

function first<T>(
  source: ByteSource,
  offset: number,
  parse: Parse<T>,
  describe: (header: T) => FrameFields,
): FrameInspection[] {
  const found = parseAt(source, offset, parse);
  return found === undefined ? [] : [{ offset, length: found.length, ...describe(found.header) }];
}

/** The header at `offset`, or undefined where there is none or the source ends within it. */
function parseAt<T>(source: ByteSource, offset: number, parse: Parse<T>): Parsed<T> | undefined {
  let wanted = FIRST_READ;
  for (;;) {
    const bytes = readUpTo(source, offset, wanted);
    try {
      const result = parse(bytes, offset);
      if (result.kind === 'parsed') return result;
      if (bytes.length < wanted || result.atLeast > LONGEST_HEADER) return undefined;
      wanted = Math.max(result.atLeast, 2 * wanted);
    } catch (error) {
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }
}

function xzFrames(source: ByteSource, offset: number): FrameInspection[] {
  const stream = first(source, offset, parseXzStreamHeader, ({ check }) => ({
    format: 'xz',
    check,
  }));
  const blockAt = offset + (stream[0]?.length ?? 0);
  // A size byte of 0 is the index: a stream without blocks.
  if (stream.length === 0 || readUpTo(source, blockAt, 1)[0] === 0) return stream;
  return [...stream, ...first(source, blockAt, parseXzBlockHeader, describeXzBlock)];
}

function describeXzBlock(header: XzBlockHeader): FrameFields {
  const { compressedSize, uncompressedSize, filters } = header;
  const last = filters.at(-1)!;
  return {
    format: 'xz-block',
    compressedSize: compressedSize ?? null,
    uncompressedSize: uncompressedSize ?? null,
    filters: filters.map(({ id, properties }) => ({ id, properties: toHex(properties) })),
    dictionarySize: last.id === XZ_FILTER_LZMA2 ? lzma2DictionarySize(last.properties) : null,
  };
}

/** xz-file-format 5.3.1: 2 or 3 times a power of two, 40 for one byte less than 4 GiB. */
function lzma2DictionarySize(properties: Uint8Array): number | null {
  const bits = properties[0];
  if (bits === undefined || bits > 40) return null;
  return bits === 40 ? 0xffffffff : (2 + (bits % 2)) * 2 ** (Math.floor(bits / 2) + 11);
}

function zstdFrames(source: ByteSource, payloadOffset: number): FrameInspection[] {
  const frames: FrameInspection[] = [];
  let offset = payloadOffset;
  let left = MAX_HEADERS;
  while (left > 0) {
    const found = parseAt(source, offset, parseZstdFrameHeader);
    if (found === undefined) break;
    left--;
    const { header } = found;
    let length = found.length;
    if (header.kind === 'skippable') {
      length += header.contentLength;
      frames.push({ offset, length, format: 'zstd-skippable' });
    } else {
      const blocks = zstdBlocks(source, offset + length, left);
      left -= blocks.count;
      length += blocks.length + (header.hasChecksum ? ZSTD_CHECKSUM_LENGTH : 0);
      frames.push({
        offset,
        length,
        format: 'zstd',
        windowSize: header.windowSize,
        contentSize: header.contentSize ?? null,
        checksum: header.hasChecksum,
        dictionaryId: header.dictionaryId ?? null,
        blocks: blocks.count,
      });
      if (!blocks.complete) break;
    }
    offset += length;
  }
  return frames;
}

interface ZstdBlocks {
  readonly count: number;
  readonly length: number;
  /** Whether the last block of the frame was met. */
  readonly complete: boolean;
}

function zstdBlocks(source: ByteSource, offset: number, most: number): ZstdBlocks {
  let length = 0;
  for (let count = 0; count < most; ) {
    const found = parseAt(source, offset + length, parseZstdBlockHeader);
    if (found === undefined) return { count, length, complete: false };
    count++;
    length += found.length + found.header.storedLength;
    if (found.header.last) return { count, length, complete: true };
  }
  return { count: most, length, complete: false };
}

function optionalText(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : inspectedText(toLatin1(bytes));
}
