/**
 * Unpacks an xz payload of several blocks with two decoders at once.
 *
 * Policy: only where it pays and stays small: a regular file that can be read in two places, blocks
 * of moderate size, dictionaries that fit into memory twice. The index at the end says where blocks
 * are; a block that is not what the index says does not decode. The first reading of the input
 * stays complete and in order, for its digests.
 */
import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import {
  lzma2DictionarySize,
  parseXzBlockHeader,
  XZ_STREAM_HEADER_LENGTH,
} from '../../native-free-parsers/payload/frames/xz.ts';
import { listXzBlocks, type XzBlock } from '../../native-free-parsers/payload/frames/xz-index.ts';
import type { ChunkSink } from '../io/decode/delivery.ts';
import { decodeXzBlock, xzBlockRoute } from '../io/decode/xz-block.ts';
import type { FileSource } from '../io/file-source.ts';
import type { PackageInput } from '../io/package-input.ts';
import type { ArchiveReader } from '../package/archive-reader.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { boundedSink, type UnpackOptions } from '../package/unpack.ts';
import { startBlockThread } from './block-thread.ts';

const MIB = 1024 * 1024;
/** Decoded in about ten times the time that a thread takes to start. */
const WORTH_A_THREAD = 16 * MIB;
/** Two of them may lie on the disk. */
const LARGEST_BLOCK = 256 * MIB;
const LARGEST_DICTIONARY = 8 * MIB;
const LARGEST_BLOCK_HEADER = 1024;
const SKIPPED_AT_ONCE = 128 * 1024;

/**
 * As `unpack`; undefined, and nothing read, where that has to do it.
 */
export async function unpackXzBlocks(
  pkg: RpmPackage,
  { source }: PackageInput,
  payload: ByteReader,
  archive: ArchiveReader,
  { nativeFree, breathe }: UnpackOptions,
): Promise<string | undefined> {
  if (pkg.compressor !== 'xz' || pkg.fileList.files.length === 0 || nativeFree) return undefined;
  if (source === undefined || !isMainThread || availableParallelism() < 2) return undefined;
  const blocks = suitableBlocks(source, pkg.payloadOffset);
  const route = blocks === undefined ? undefined : xzBlockRoute();
  if (blocks === undefined || route === undefined) return undefined;
  const header = new Uint8Array(XZ_STREAM_HEADER_LENGTH);
  source.readAt(pkg.payloadOffset, header);
  const ahead = await startBlockThread(source.fd, header, blocks.filter(isAhead));
  if (ahead === undefined) return undefined;

  const sink = boundedSink(pkg, (chunk) => archive.push(chunk));
  const decodeHere = (block: XzBlock, to = sink) =>
    decodeXzBlock(header, block, payload, to, breathe);
  const takeOver = async (block: XzBlock) => {
    const { end, delivered } = await ahead.deliver(sink, breathe);
    if (end === 'incomplete') return await decodeHere(block, withoutFirst(delivered, sink));
    if (end === 'block-end') skip(payload, block.length);
    return end;
  };
  try {
    skip(payload, XZ_STREAM_HEADER_LENGTH);
    for (const [i, block] of blocks.entries()) {
      const end = isAhead(block, i) ? await takeOver(block) : await decodeHere(block);
      if (end === 'enough') break;
    }
  } finally {
    ahead.end();
  }
  archive.finish();
  return route;
}

/** Every other block is decoded by the other thread. */
function isAhead(_block: XzBlock, index: number): boolean {
  return index % 2 === 1;
}

/** The blocks of a payload that is worth two decoders. */
function suitableBlocks(source: FileSource, start: number): readonly XzBlock[] | undefined {
  const blocks = listXzBlocks(source, start);
  if (blocks === undefined || blocks.length < 2) return undefined;
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  const suitable = (block: XzBlock) =>
    block.size <= LARGEST_BLOCK && hasSmallDictionary(source, block);
  return size >= WORTH_A_THREAD && blocks.every(suitable) ? blocks : undefined;
}

function hasSmallDictionary(source: FileSource, { offset }: XzBlock): boolean {
  const bytes = new Uint8Array(LARGEST_BLOCK_HEADER);
  const read = source.readAt(offset, bytes);
  // A size byte of 0 is that of an index.
  if (read === 0 || bytes[0] === 0) return false;
  try {
    const parse = parseXzBlockHeader(bytes.subarray(0, read), offset);
    const filter = parse.kind === 'parsed' ? parse.header.filters.at(-1) : undefined;
    const size = filter === undefined ? undefined : lzma2DictionarySize(filter);
    return size !== undefined && size <= LARGEST_DICTIONARY;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** Reads `length` bytes, or up to the end, and drops them. */
function skip(reader: ByteReader, length: number): void {
  const piece = new Uint8Array(Math.min(length, SKIPPED_AT_ONCE));
  for (let left = length; left > 0; ) {
    const size = reader.read(piece.subarray(0, Math.min(left, piece.length)));
    if (size === 0) return;
    left -= size;
  }
}

/** A sink that drops as many bytes before it gives the rest to `sink`. */
function withoutFirst(count: number, sink: ChunkSink): ChunkSink {
  let left = count;
  return (chunk) => {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    return rest.length === 0 ? 'more' : sink(rest);
  };
}
