/**
 * Packages made to wear out whoever decompresses them.
 *
 * Policy: the bombs are real, made here by the compressors' own programs or byte by byte; the header
 * is right about everything it can be right about.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { takeApart } from '../../../corpus/mutate/package-parts.ts';
import { resealPayload } from '../../../corpus/mutate/reseal.ts';
import type { Compressor } from '../../../corpus/writer/compress.ts';
import type { FileDescription } from '../../../corpus/writer/description.ts';
import { writePackage } from '../../../corpus/writer/write-package.ts';

/** Bytes of zeros: enough to be too many, few enough to be made in a test. */
const MUCH = 160 * 1024 * 1024;

export type Bomb = () => Promise<Uint8Array>;

/** A file of a header, or a directory, that the archive has at length. */
export const BOMB_FILE = { path: '/opt/big', type: 'regular', content: '' } as const;

type Codec = Exclude<Compressor, 'none'>;

const COMMANDS: Readonly<Record<Codec, readonly string[]>> = {
  gzip: ['gzip', '-6'],
  bzip2: ['bzip2', '-9'],
  xz: ['xz', '-0', '-T1'],
  lzma: ['xz', '--format=lzma', '-0'],
  zstd: ['zstd', '-q', '-1', '--long=27'],
};

/** One file of 160 MiB of zeros, and a header that says so. */
export function honestBomb(codec: Codec): Bomb {
  return async () => {
    const head = memberHead(`.${BOMB_FILE.path}`, MUCH);
    const trailer = memberHead('TRAILER!!!', 0, 0);
    const script = `(dd bs=1 count=${head.length} status=none; head -c ${MUCH} /dev/zero; cat)`;
    const payload = filtered(codec, script, Buffer.concat([head, trailer]));
    const files = [{ ...BOMB_FILE, size: MUCH, digest: digestOfZeros() }];
    return await withPayload(codec, files, payload);
  };
}

function digestOfZeros(): string {
  const digest = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  for (let done = 0; done < MUCH; done += piece.length) digest.update(piece);
  return digest.digest('hex');
}

/** Directories without end, each of them one that the header has. */
export function endlessDirectories(codec: Codec): Bomb {
  return async () => {
    const members = Buffer.concat(Array<Buffer>(8000).fill(memberHead('./opt/d', 0, 0o40755)));
    const script = 'cat > "$0"; for i in $(seq 100); do cat "$0"; done; rm "$0"';
    const payload = filtered(codec, `bash -ec '${script}' "$(mktemp)"`, members);
    return await withPayload(codec, [{ path: '/opt/d', type: 'directory' }], payload);
  };
}

/** A frame that wants a window of two gibibytes, and a block of it. */
export async function widestZstd(): Promise<Uint8Array> {
  const windowLog31 = (31 - 10) << 3;
  const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, windowLog31, 0x02, 0x00, 0x10, 0x61, 1, 0, 0];
  return await withPayload('zstd', [BOMB_FILE], Uint8Array.from(frame));
}

/** An .lzma header with a dictionary of four gibibytes less one byte, and what follows it. */
export async function widestLzma(): Promise<Uint8Array> {
  const lzma = Buffer.from(filtered('lzma', 'head -c 100000 /dev/zero'));
  lzma.writeUInt32LE(0xffffffff, 1);
  return await withPayload('lzma', [BOMB_FILE], lzma);
}

const STREAM_HEADER = 12;
/** Of the first block header, as xz writes it: size, flags, filter, length of its properties. */
const DICTIONARY_AT = STREAM_HEADER + 4;
const WIDEST = 40;

/** An .xz block with a dictionary of four gibibytes less one byte. */
export async function widestXz(): Promise<Uint8Array> {
  const xz = Buffer.from(filtered('xz', 'head -c 100000 /dev/zero'));
  xz[DICTIONARY_AT] = WIDEST;
  const end = STREAM_HEADER + xz[STREAM_HEADER]! * 4;
  xz.writeUInt32LE(crc32(xz.subarray(STREAM_HEADER, end)), end);
  return await withPayload('xz', [BOMB_FILE], xz);
}

/** A member with a name of as many bytes as the format takes, and one more. */
export function longName(length: number): Bomb {
  return async () => {
    const archive = memberHead(`./${'n'.repeat(length - 3)}`, 0);
    return await withPayload('none', [BOMB_FILE], archive);
  };
}

/** Bytes of an archive: one member of `size` bytes, of which this is all but the content. */
function memberHead(name: string, size: number, mode = 0o100644): Buffer {
  const fields = [1, mode, 0, 0, 1, 0, size, 0, 1, 0, 0, name.length + 1, 0];
  const hex = fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const member = `070701${hex}${name}\0`;
  return Buffer.from(member.padEnd(Math.ceil(member.length / 4) * 4, '\0'), 'latin1');
}

/** What a script prints, compressed; a script that fails is no bomb. */
function filtered(codec: Codec, script: string, input: Uint8Array = new Uint8Array()): Buffer {
  const command = `${script} | ${COMMANDS[codec].join(' ')}`;
  const { stdout, status, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', command], {
    input,
    maxBuffer: MUCH,
  });
  if (status !== 0) throw new Error(String(stderr));
  return stdout;
}

async function withPayload(
  compressor: Compressor,
  files: readonly FileDescription[],
  payload: Uint8Array,
): Promise<Uint8Array> {
  const parts = takeApart(await writePackage({ name: 'bomb', files, compressor }));
  return resealPayload(parts, payload, new Uint8Array());
}
