/**
 * Zstandard frame, skippable frame and block headers (RFC 8878, sections 3.1.1 and 3.1.2).
 *
 * Policy: reads headers only and believes no size: contentSize is what the frame claims.
 */
import { FormatError } from '../../bytes/format-error.ts';
import { type FrameParse, needMore, parsed, viewOf } from './frame-parse.ts';

export type ZstdFrameHeader = ZstdDataFrame | ZstdSkippableFrame;

export interface ZstdDataFrame {
  readonly kind: 'data';
  /** Bytes a decoder must keep. */
  readonly windowSize: number;
  /** Uncompressed bytes, where the frame says it; rpm's frames do not. */
  readonly contentSize: number | undefined;
  /** Whether four bytes of XXH64 follow the last block. */
  readonly hasChecksum: boolean;
  readonly dictionaryId: number | undefined;
}

export interface ZstdSkippableFrame {
  readonly kind: 'skippable';
  /** Bytes to skip after the header. */
  readonly contentLength: number;
}

export interface ZstdBlockHeader {
  readonly last: boolean;
  readonly type: 'raw' | 'rle' | 'compressed';
  /** As the header has it: bytes of content for raw and rle, stored bytes for compressed. */
  readonly size: number;
  /** Bytes of the block that follow its header. */
  readonly storedLength: number;
}

export const ZSTD_MAGIC = 0xfd2fb528;
export const ZSTD_BLOCK_HEADER_LENGTH = 3;
export const ZSTD_CHECKSUM_LENGTH = 4;
/** No block holds more than this, compressed or not (RFC 8878, 3.1.1.2.4). */
export const ZSTD_BLOCK_LIMIT = 128 * 1024;

const SKIPPABLE_HEADER_LENGTH = 8;
const DICTIONARY_ID_LENGTHS = [0, 1, 2, 4] as const;
const CONTENT_SIZE_LENGTHS = [0, 2, 4, 8] as const;
const BLOCK_TYPES = ['raw', 'rle', 'compressed'] as const;

export function isSkippableMagic(magic: number): boolean {
  return (magic & 0xfffffff0) >>> 0 === 0x184d2a50;
}

/** `offset` is the absolute one of `bytes[0]`. */
export function parseZstdFrameHeader(
  bytes: Uint8Array,
  offset: number,
): FrameParse<ZstdFrameHeader> {
  if (bytes.length < 4) return needMore(4);
  const view = viewOf(bytes);
  const magic = view.getUint32(0, true);
  if (isSkippableMagic(magic)) {
    if (bytes.length < SKIPPABLE_HEADER_LENGTH) return needMore(SKIPPABLE_HEADER_LENGTH);
    const contentLength = view.getUint32(4, true);
    return parsed({ kind: 'skippable', contentLength }, SKIPPABLE_HEADER_LENGTH);
  }
  if (magic !== ZSTD_MAGIC) {
    throw bad('BAD_MAGIC', offset, 'zstd magic 0xfd2fb528', `0x${magic.toString(16)}`);
  }
  return parseDataFrameHeader(bytes, view, offset);
}

function parseDataFrameHeader(
  bytes: Uint8Array,
  view: DataView,
  offset: number,
): FrameParse<ZstdDataFrame> {
  if (bytes.length < 5) return needMore(5);
  const descriptor = bytes[4]!;
  if (descriptor & 0x08) throw bad('BAD_VALUE', offset + 4, 'reserved bit 0', '1');
  const singleSegment = (descriptor & 0x20) !== 0;
  const windowLength = singleSegment ? 0 : 1;
  const dictionaryIdLength = DICTIONARY_ID_LENGTHS[(descriptor & 3) as 0 | 1 | 2 | 3];
  const sizeCode = (descriptor >> 6) as 0 | 1 | 2 | 3;
  const contentSizeLength = sizeCode === 0 && singleSegment ? 1 : CONTENT_SIZE_LENGTHS[sizeCode];
  const length = 5 + windowLength + dictionaryIdLength + contentSizeLength;
  if (bytes.length < length) return needMore(length);

  const dictionaryAt = 5 + windowLength;
  const sizeAt = dictionaryAt + dictionaryIdLength;
  const contentSize = readContentSize(view, sizeAt, contentSizeLength);
  if (contentSize !== undefined && contentSize > Number.MAX_SAFE_INTEGER) {
    throw bad('OUT_OF_RANGE', offset + sizeAt, 'a content size below 2^53', `${contentSize}`);
  }
  return parsed(
    {
      kind: 'data',
      windowSize: singleSegment ? contentSize! : windowSizeOf(bytes[5]!),
      contentSize,
      hasChecksum: (descriptor & 0x04) !== 0,
      dictionaryId: readDictionaryId(view, dictionaryAt, dictionaryIdLength),
    },
    length,
  );
}

function windowSizeOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function readDictionaryId(view: DataView, at: number, length: 0 | 1 | 2 | 4): number | undefined {
  switch (length) {
    case 0:
      return undefined;
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true);
    case 4:
      return view.getUint32(at, true);
  }
}

function readContentSize(
  view: DataView,
  at: number,
  length: 0 | 1 | 2 | 4 | 8,
): number | undefined {
  switch (length) {
    case 0:
      return undefined;
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true) + 256;
    case 4:
      return view.getUint32(at, true);
    case 8:
      return Number(view.getBigUint64(at, true));
  }
}

/** Three bytes, `offset` the absolute one of `bytes[0]`. */
export function parseZstdBlockHeader(
  bytes: Uint8Array,
  offset: number,
): FrameParse<ZstdBlockHeader> {
  if (bytes.length < ZSTD_BLOCK_HEADER_LENGTH) return needMore(ZSTD_BLOCK_HEADER_LENGTH);
  const word = bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16);
  const type = BLOCK_TYPES[(word >> 1) & 3];
  const size = word >> 3;
  if (type === undefined) throw bad('CORRUPT', offset, 'a block type of 0, 1 or 2', '3');
  if (size > ZSTD_BLOCK_LIMIT) {
    throw bad('CORRUPT', offset, `a block of at most ${ZSTD_BLOCK_LIMIT} bytes`, `${size}`);
  }
  const storedLength = type === 'rle' ? 1 : size;
  return parsed({ last: (word & 1) === 1, type, size, storedLength }, ZSTD_BLOCK_HEADER_LENGTH);
}

function bad(
  code: 'BAD_MAGIC' | 'BAD_VALUE' | 'OUT_OF_RANGE' | 'CORRUPT',
  offset: number,
  expected: string,
  found: string,
): FormatError {
  return new FormatError({ code, section: 'payload', offset, expected, found });
}
