/** Targets: the framing of compressed data, and every decoder. */
import { spawnSync } from 'node:child_process';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import { sniffCompressor } from '../../../native-free-parsers/payload/compressor.ts';
import { parseBzip2Header } from '../../../native-free-parsers/payload/frames/bzip2.ts';
import type { FrameWalker } from '../../../native-free-parsers/payload/frames/frame-walker.ts';
import { parseGzipMemberHeader } from '../../../native-free-parsers/payload/frames/gzip.ts';
import { parseLzmaAloneHeader } from '../../../native-free-parsers/payload/frames/lzma.ts';
import { lzma2DictionarySize } from '../../../native-free-parsers/payload/frames/xz.ts';
import { listXzBlocks } from '../../../native-free-parsers/payload/frames/xz-index.ts';
import { xzStreamWalker } from '../../../native-free-parsers/payload/frames/xz-stream-walker.ts';
import { zstdFrameWalker } from '../../../native-free-parsers/payload/frames/zstd-frame-walker.ts';
import { decodePayload } from '../../../src/io/decode/decode-payload.ts';
import { readerOf } from '../../../src/io/package-input.ts';
import { inspectFrames } from '../../../src/package/inspect-frames.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { expectKnownError } from '../expected-error.ts';
import { type FuzzTarget, type InputMutator, words } from '../fuzz-target.ts';
import { FRAME_MUTATORS } from '../mutate/frame-mutators.ts';
import { expectSame, piecesOf, readingOf } from './same.ts';

/** Content that has all kinds of blocks, and little of each. */
const CONTENTS = [
  Buffer.alloc(0),
  Buffer.from('070701 copy on write\n'.repeat(30)),
  Buffer.concat([Buffer.alloc(3000), Buffer.from(words('extent', 'reflink').join(' ').repeat(20))]),
];

/** Made by the compressors' own programs, or by Node. */
const ENCODERS: Readonly<Record<Exclude<Compressor, 'none'>, (content: Buffer) => Uint8Array>> = {
  gzip: (content) => gzipSync(content),
  zstd: (content) => zstdCompressSync(content),
  xz: (content) => filtered(['xz', '--block-size=1000'], content),
  lzma: (content) => filtered(['xz', '--format=lzma'], content),
  bzip2: (content) => filtered(['bzip2'], content),
};

function filtered([program = '', ...options]: readonly string[], input: Buffer): Uint8Array {
  const { status, stdout, stderr } = spawnSync(program, [...options, '-c'], { input });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

type Codec = keyof typeof ENCODERS;

const MUTATORS: Readonly<Record<Codec, readonly InputMutator[]>> = {
  gzip: FRAME_MUTATORS.gzip,
  zstd: FRAME_MUTATORS.zstd,
  xz: FRAME_MUTATORS.xz,
  lzma: FRAME_MUTATORS.others,
  bzip2: FRAME_MUTATORS.others,
};

const DICTIONARY = [
  ...[Uint8Array.of(0x1f, 0x8b, 8), Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)],
  ...[Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), Uint8Array.of(0x5d, 0, 0, 0x80, 0)],
  ...words('BZh9', 'YZ', '1AY&SY'),
];

export const FRAME_TARGETS: readonly FuzzTarget[] = [
  frameTarget('zstd', (input) => {
    walked(input, () => zstdFrameWalker(0));
  }),
  frameTarget('xz', (input) => {
    const observer = {
      seeStream() {},
      seeBlock({ filters }: Parameters<Parameters<typeof xzStreamWalker>[1]['seeBlock']>[0]) {
        for (const filter of filters) lzma2DictionarySize(filter);
      },
    };
    walked(input, () => xzStreamWalker(0, observer));
    for (const { offset, length } of listXzBlocks(bytesSource(input), 0) ?? []) {
      if (offset + length > input.length) throw new Error('a block behind the end');
    }
  }),
  frameTarget('gzip', (input) => parseGzipMemberHeader(input, 0)),
  frameTarget('lzma', (input) => parseLzmaAloneHeader(input, 0)),
  frameTarget('bzip2', (input) => parseBzip2Header(input, 0)),
];

function frameTarget(codec: Codec, read: (input: Uint8Array) => unknown): FuzzTarget {
  return {
    name: `frames-${codec}`,
    weight: 80,
    seeds: async () => CONTENTS.map((content) => Uint8Array.from(ENCODERS[codec](content))),
    mutators: MUTATORS[codec],
    dictionary: DICTIONARY,
    run(input) {
      sniffCompressor(input);
      inspectFrames(bytesSource(input), 0, codec);
      read(input);
    },
  };
}

/** The walk over the whole and the walk over pieces, which show again what was not taken. */
function walked(input: Uint8Array, start: () => FrameWalker): void {
  const whole = readingOf(() => walk(start(), [input]));
  expectSame(
    readingOf(() => walk(start(), piecesOf(input))),
    whole,
    'a frame in pieces',
  );
}

function walk(walker: FrameWalker, pieces: readonly Uint8Array[]): unknown {
  let rest: Uint8Array = new Uint8Array();
  let taken = 0;
  for (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const size = walker.take(rest);
      if (size > rest.length) throw new Error('more was taken than was there');
      taken += size;
      rest = rest.subarray(size);
      if (size === 0 || walker.ended) break;
    }
    if (walker.ended) break;
  }
  return { taken, ended: walker.ended };
}

/** Bytes that a decoder is let to produce. */
const ENOUGH = 4 * 1024 * 1024;

export const DECODE_TARGETS: readonly FuzzTarget[] = (
  ['gzip', 'zstd', 'xz', 'lzma', 'bzip2'] as const
).map((codec) => ({
  name: `decode-${codec}`,
  weight: codec === 'xz' || codec === 'lzma' ? 4 : 8,
  seeds: async () => CONTENTS.map((content) => Uint8Array.from(ENCODERS[codec](content))),
  mutators: MUTATORS[codec],
  dictionary: DICTIONARY,
  async run(input) {
    const native = await decoded(codec, input, false);
    if (codec === 'gzip' || codec === 'bzip2') return;
    const other = await decoded(codec, input, true);
    // Where both read it to its end there is one content.
    if (native.ended === undefined || other.ended === undefined) return;
    expectSame(Buffer.compare(native.content, other.content), 0, 'the content without libraries');
  },
}));

interface Decoded {
  readonly content: Buffer;
  /** Undefined where it was refused. */
  readonly ended: string | undefined;
}

async function decoded(
  compressor: Codec,
  input: Uint8Array,
  nativeFree: boolean,
): Promise<Decoded> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    const { ended } = await decodePayload({
      compressor,
      input: readerOf(bytesSource(input)),
      payloadOffset: 0,
      nativeFree,
      sink(chunk) {
        pieces.push(Buffer.from(chunk));
        size += chunk.length;
        return size > ENOUGH ? 'enough' : 'more';
      },
    });
    return { content: Buffer.concat(pieces), ended };
  } catch (error) {
    expectKnownError(error);
    return { content: Buffer.concat(pieces), ended: undefined };
  }
}
