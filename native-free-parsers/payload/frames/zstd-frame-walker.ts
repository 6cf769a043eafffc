/** Walks over one Zstandard frame, data or skippable (RFC 8878, section 3.1). */
import { FrameWalker, type Stride } from './frame-walker.ts';
import {
  parseZstdBlockHeader,
  parseZstdFrameHeader,
  ZSTD_CHECKSUM_LENGTH,
  type ZstdBlockHeader,
} from './zstd.ts';

/** `offset` is the frame's absolute one; `seeBlock` is shown every block header. */
export function zstdFrameWalker(
  offset: number,
  seeBlock: (header: ZstdBlockHeader) => void = () => {},
): FrameWalker {
  let afterLastBlock: number | undefined;

  const frameHeader = (bytes: Uint8Array, at: number): Stride | undefined => {
    const frame = parseZstdFrameHeader(bytes, at);
    if (frame.kind === 'need-more') return undefined;
    const { header, length: headerLength } = frame;
    if (header.kind === 'skippable')
      return { headerLength, pass: header.contentLength, last: true };
    afterLastBlock = header.hasChecksum ? ZSTD_CHECKSUM_LENGTH : 0;
    return { headerLength, pass: 0, last: false };
  };
  const blockHeader = (bytes: Uint8Array, at: number, checksum: number): Stride | undefined => {
    const block = parseZstdBlockHeader(bytes, at);
    if (block.kind === 'need-more') return undefined;
    const { last, storedLength } = block.header;
    seeBlock(block.header);
    return { headerLength: block.length, pass: storedLength + (last ? checksum : 0), last };
  };
  return new FrameWalker(offset, (bytes, at) =>
    afterLastBlock === undefined ? frameHeader(bytes, at) : blockHeader(bytes, at, afterLastBlock),
  );
}
