import { Buffer } from 'node:buffer';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectFrames } from '../../src/package/inspect-frames.ts';
import { bytesSource } from '../support/bytes-source.ts';

const OFFSET = 7;

function frames(bytes: Uint8Array, format: Parameters<typeof inspectFrames>[2]) {
  return inspectFrames(bytesSource(Buffer.concat([Buffer.alloc(OFFSET), bytes])), OFFSET, format);
}

describe('zstd', () => {
  const frame = zstdCompressSync(Buffer.alloc(300_000, 'abc'));
  const skippable = Buffer.from('502a4d1803000000aabbcc', 'hex');

  it('shows every frame, where the one before ends', () => {
    const found = frames(Buffer.concat([frame, skippable, frame]), 'zstd');
    expect(found).toMatchObject([
      { format: 'zstd', offset: OFFSET, length: frame.length, blocks: 3 },
      { format: 'zstd-skippable', offset: OFFSET + frame.length, length: skippable.length },
      { format: 'zstd', offset: OFFSET + frame.length + skippable.length, length: frame.length },
    ]);
  });

  it('ends at what is no frame', () => {
    expect(frames(Buffer.concat([frame, Buffer.from('garbage')]), 'zstd')).toHaveLength(1);
  });

  it('ends within a frame that is cut', () => {
    expect(frames(frame.subarray(0, 20), 'zstd')).toMatchObject([{ format: 'zstd', blocks: 1 }]);
    expect(frames(frame.subarray(0, 3), 'zstd')).toEqual([]);
  });

  it('stops after a hundred thousand frames', () => {
    const empty = Buffer.from('502a4d1800000000', 'hex');
    const many = Buffer.concat(Array<Buffer>(100_001).fill(empty));
    expect(frames(many, 'zstd')).toHaveLength(100_000);
  });
});

describe('the other formats', () => {
  it('gzip: the first member, with its name however long', () => {
    const name = 'n'.repeat(5000);
    const header = Buffer.from(gzipSync('x').subarray(0, 10));
    header[3] = 8;
    const named = Buffer.concat([header, Buffer.from(`${name}\0`)]);
    expect(frames(named, 'gzip')).toMatchObject([
      { format: 'gzip', offset: OFFSET, length: named.length, name, comment: null },
    ]);
    expect(frames(Buffer.concat([header, Buffer.alloc(300_000, 'n')]), 'gzip')).toEqual([]);
  });

  it('xz: stream header and first block header, with the dictionary of LZMA2', () => {
    const xz = 'fd377a585a000004e6d6b4460200210116000000742fe5a3';
    expect(frames(Buffer.from(xz, 'hex'), 'xz')).toEqual([
      { format: 'xz', offset: OFFSET, length: 12, check: 4 },
      {
        format: 'xz-block',
        offset: OFFSET + 12,
        length: 12,
        compressedSize: null,
        uncompressedSize: null,
        filters: [{ id: 0x21, properties: '16' }],
        dictionarySize: 8 * 1024 * 1024,
      },
    ]);
  });

  it('xz: no block header in an empty stream', () => {
    expect(frames(Buffer.from('fd377a585a000004e6d6b4460000', 'hex'), 'xz')).toHaveLength(1);
  });

  it('lzma and bzip2: their header', () => {
    const lzma = Buffer.from('5d00008000ffffffffffffffff', 'hex');
    expect(frames(lzma, 'lzma')).toMatchObject([
      { format: 'lzma', length: 13, dictionarySize: 8 * 1024 * 1024, uncompressedSize: null },
    ]);
    expect(frames(Buffer.from('BZh91AY&SY'), 'bzip2')).toMatchObject([
      { format: 'bzip2', length: 4, blockSize: 900_000 },
    ]);
  });

  it('none and unknown: nothing', () => {
    expect(frames(Buffer.from('070701'), 'none')).toEqual([]);
    expect(frames(Buffer.from('??????'), undefined)).toEqual([]);
  });
});
