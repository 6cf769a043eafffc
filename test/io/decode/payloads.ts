/** Compressed inputs from independent encoders, and a decoder run with everything it gave. */

import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { compress } from '@mongodb-js/zstd';
import type { ByteReader } from '../../../native-free-parsers/bytes/byte-source.ts';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import {
  type DecodeRequest,
  type DecodeSummary,
  decodePayload,
} from '../../../src/io/decode/decode-payload.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { splitReader } from '../../support/split-reader.ts';

/** Runs of zeros, words and noise: every kind of block occurs. */
export function sampleContent(length: number): Uint8Array {
  const random = seededRandom(length);
  const words = ['payload', 'extent', 'reflink', ' ', '\n', 'header', '0707010000'];
  const content = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const kind = random.between(0, 9);
    const piece =
      kind === 0
        ? random.bytes(random.between(1, 2000))
        : kind === 1
          ? new Uint8Array(random.between(1, 20_000))
          : Buffer.from(
              Array.from({ length: 200 }, () => words[random.between(0, words.length - 1)]).join(
                '',
              ),
            );
    content.set(piece.subarray(0, length - at), at);
    at += piece.length;
  }
  return content;
}

/** What a command line tool makes of `input`; undefined (said on stderr) where it is not here. */
export function tool(command: string, args: string[], input: Uint8Array): Uint8Array | undefined {
  const { status, stdout, error } = spawnSync(command, args, { input, maxBuffer: 2 ** 30 });
  if (status === 0) return Uint8Array.from(stdout);
  console.warn(`skipped: ${command} does not run here (${error?.message ?? `status ${status}`})`);
  return undefined;
}

/** One way to compress, and what reads it. */
export interface Encoding {
  readonly name: string;
  readonly compressor: Compressor;
  /** Whether the native-free route decodes it. */
  readonly nativeFree: boolean;
  /** Whether the format checks its content. */
  readonly checked: boolean;
  encode(content: Uint8Array): Promise<Uint8Array | undefined>;
}

export const ENCODINGS: readonly Encoding[] = [
  {
    name: 'plain',
    compressor: 'none',
    nativeFree: true,
    checked: false,
    encode: async (content) => content,
  },
  {
    name: 'gzip by zlib',
    compressor: 'gzip',
    nativeFree: true,
    checked: true,
    encode: async (content) => Uint8Array.from(gzipSync(content)),
  },
  fromTool('gzip', 'gzip', ['-9'], { nativeFree: true }),
  {
    name: 'zstd by @mongodb-js/zstd',
    compressor: 'zstd',
    nativeFree: true,
    checked: false,
    encode: async (content) => Uint8Array.from(await compress(Buffer.from(content), 3)),
  },
  fromTool('zstd', 'zstd', ['-19', '--check'], { nativeFree: true }),
  fromTool('zstd', 'zstd', ['--fast=5', '--no-check'], { nativeFree: true, checked: false }),
  fromTool('xz', 'xz', ['-6', '--check=crc64'], { nativeFree: true }),
  fromTool('xz', 'xz', ['--check=crc32', '--block-size=50000'], { nativeFree: true }),
  fromTool('xz', 'xz', ['--check=sha256']),
  fromTool('xz', 'xz', ['--x86', '--lzma2']),
  fromTool('lzma', 'xz', ['--format=lzma'], { checked: false }),
  fromTool('bzip2', 'bzip2', ['-1']),
];

function fromTool(
  compressor: Compressor,
  command: string,
  args: string[],
  { nativeFree = false, checked = true } = {},
): Encoding {
  return {
    name: [command, ...args].join(' '),
    compressor,
    nativeFree,
    checked,
    encode: async (content) => tool(command, [...args, '-c'], content),
  };
}

export interface DecodedPayload {
  /** Everything the sink got, also before an error. */
  readonly output: Uint8Array;
  readonly summary: DecodeSummary | undefined;
  readonly error: unknown;
}

/** Decodes `input` (in pieces of 10 kB where it is bytes) and never throws. */
export async function decoded(
  compressor: Compressor,
  input: Uint8Array | ByteReader,
  options: Partial<DecodeRequest> = {},
): Promise<DecodedPayload> {
  const chunks: Uint8Array[] = [];
  let summary: DecodeSummary | undefined;
  let error: unknown;
  try {
    summary = await decodePayload({
      compressor,
      input: input instanceof Uint8Array ? splitReader(input, [10_000]) : input,
      payloadOffset: 0,
      ...options,
      sink(chunk) {
        chunks.push(chunk.slice());
        return options.sink?.(chunk) ?? 'more';
      },
    });
  } catch (caught) {
    error = caught;
  }
  return { output: Uint8Array.from(Buffer.concat(chunks)), summary, error };
}

export function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** A zstd frame that decoders skip. */
export function skippableFrame(content: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(8));
  header.setUint32(0, 0x184d2a53, true);
  header.setUint32(4, content.length, true);
  return joined(new Uint8Array(header.buffer), content);
}
