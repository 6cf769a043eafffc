/**
 * Walks over one .xz stream and shows its headers on the way.
 *
 * Policy: follows the stream and block headers, the LZMA2 chunk headers and the index; of the
 * index and the footer it checks nothing.
 * Source: xz-file-format 1.2; LZMA2 chunks: xz's src/liblzma/lzma/lzma2_decoder.c.
 */
import { FormatError } from '../../bytes/format-error.ts';
import { FrameWalker, type NextHeader } from './frame-walker.ts';
import {
  parseXzBlockHeader,
  parseXzStreamHeader,
  readXzInteger,
  type XzBlockHeader,
  type XzStreamHeader,
} from './xz.ts';

/** Either may throw to refuse the header. */
export interface XzObserver {
  seeStream(header: XzStreamHeader): void;
  seeBlock(header: XzBlockHeader): void;
}

/** CRC32 of the index, then the stream footer. */
const AFTER_INDEX = 4 + 12;

/** `offset` is the stream's absolute one. The last filter of every block is taken for LZMA2. */
export function xzStreamWalker(offset: number, observer: XzObserver): FrameWalker {
  let checkLength = 0;
  /** Where the block's compressed data, or the index, began. */
  let partStart = 0;
  let indexIntegers = 0;

  const streamHeader: NextHeader = (bytes, at) => {
    const stream = parseXzStreamHeader(bytes, at);
    if (stream.kind === 'need-more') return undefined;
    observer.seeStream(stream.header);
    checkLength = stream.header.checkLength;
    next = blockHeader;
    return { headerLength: stream.length, pass: 0, last: false };
  };

  /** A size byte of 0 is the index's indicator. */
  const blockHeader: NextHeader = (bytes, at) => {
    if (bytes[0] === 0) {
      partStart = at;
      next = indexCount;
      return { headerLength: 1, pass: 0, last: false };
    }
    const block = parseXzBlockHeader(bytes, at);
    if (block.kind === 'need-more') return undefined;
    observer.seeBlock(block.header);
    partStart = at + block.length;
    next = chunkHeader;
    return { headerLength: block.length, pass: 0, last: false };
  };

  const chunkHeader: NextHeader = (bytes, at) => {
    const [control] = bytes;
    if (control === undefined) return undefined;
    if (control === 0) {
      next = blockHeader;
      const pass = padding(at + 1 - partStart) + checkLength;
      return { headerLength: 1, pass, last: false };
    }
    const headerLength = chunkHeaderLength(control);
    if (headerLength === undefined) {
      const found = `0x${control.toString(16)}`;
      throw new FormatError({
        code: 'CORRUPT',
        section: 'payload',
        offset: at,
        expected: 'an LZMA2 control byte',
        found,
      });
    }
    if (bytes.length < headerLength) return undefined;
    const sizeAt = control < 0x80 ? 1 : 3;
    const pass = ((bytes[sizeAt]! << 8) | bytes[sizeAt + 1]!) + 1;
    return { headerLength, pass, last: false };
  };

  const indexCount: NextHeader = (bytes, at) => {
    const count = readXzInteger(bytes, at);
    if (count.kind === 'need-more') return undefined;
    indexIntegers = 2 * count.header;
    next = indexInteger;
    return afterIndexInteger(at + count.length, count.length);
  };

  const indexInteger: NextHeader = (bytes, at) => {
    const integer = readXzInteger(bytes, at);
    if (integer.kind === 'need-more') return undefined;
    indexIntegers--;
    return afterIndexInteger(at + integer.length, integer.length);
  };

  const afterIndexInteger = (end: number, headerLength: number) => {
    const last = indexIntegers === 0;
    return { headerLength, pass: last ? padding(end - partStart) + AFTER_INDEX : 0, last };
  };

  let next = streamHeader;
  return new FrameWalker(offset, (bytes, at) => next(bytes, at));
}

/** An LZMA2 chunk: 1 and 2 uncompressed, 0x80 and above compressed, with properties from 0xc0. */
function chunkHeaderLength(control: number): number | undefined {
  if (control <= 2) return 3;
  if (control < 0x80) return undefined;
  return control < 0xc0 ? 5 : 6;
}

/** Up to the next multiple of four. */
function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}
