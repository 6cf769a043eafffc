/**
 * The blocks of an .xz file, as the index at its end lists them (xz-file-format 1.2, 2.1.2 and 4).
 *
 * Policy: for planning only: whatever is odd, and more than one stream, makes no list. What a
 * decoder finds in the blocks themselves counts, not what the index promises.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../bytes/format-error.ts';
import { viewOf } from './frame-parse.ts';
import { readXzInteger, XZ_STREAM_HEADER_LENGTH } from './xz.ts';

export interface XzBlock {
  /** Absolute offset of its header. */
  readonly offset: number;
  /** Bytes from there to the next block: header, compressed data, padding, check. */
  readonly length: number;
  /** Bytes it decodes to. */
  readonly size: number;
}

const FOOTER_LENGTH = 12;
const FOOTER_MAGIC = 0x5a59;
const CRC_LENGTH = 4;
/** Of the index. A block is worth a few bytes of it. */
const LARGEST_INDEX = 1024 * 1024;

/** The blocks of the only stream from `start` to the source's end; undefined where that is not so. */
export function listXzBlocks(source: ByteSource, start: number): readonly XzBlock[] | undefined {
  const footerAt = source.size - FOOTER_LENGTH;
  const footer = bytesAt(source, footerAt, FOOTER_LENGTH);
  if (footer === undefined || viewOf(footer).getUint16(10, true) !== FOOTER_MAGIC) return undefined;
  const indexLength = (viewOf(footer).getUint32(4, true) + 1) * 4;
  if (indexLength > LARGEST_INDEX) return undefined;
  const indexAt = footerAt - indexLength;
  const index = bytesAt(source, indexAt, indexLength - CRC_LENGTH);
  if (index === undefined || index[0] !== 0) return undefined;
  const blocks = blocksIn(index, indexAt, start + XZ_STREAM_HEADER_LENGTH);
  const last = blocks?.at(-1);
  return last !== undefined && last.offset + last.length === indexAt ? blocks : undefined;
}

function blocksIn(index: Uint8Array, indexAt: number, firstBlock: number): XzBlock[] | undefined {
  let at = 1;
  const integer = (): number | undefined => {
    const parse = readXzInteger(index.subarray(at), indexAt + at);
    if (parse.kind === 'need-more') return undefined;
    at += parse.length;
    return parse.header;
  };
  try {
    const count = integer() ?? 0;
    const blocks: XzBlock[] = [];
    for (let offset = firstBlock; blocks.length < count; ) {
      const unpadded = integer();
      const size = integer();
      if (unpadded === undefined || size === undefined) return undefined;
      const length = Math.ceil(unpadded / 4) * 4;
      blocks.push({ offset, length, size });
      offset += length;
    }
    return blocks;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function bytesAt(source: ByteSource, offset: number, length: number): Uint8Array | undefined {
  if (offset < 0) return undefined;
  const bytes = new Uint8Array(length);
  return source.readAt(offset, bytes) === length ? bytes : undefined;
}
