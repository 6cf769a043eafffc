/**
 * xz payloads of several blocks: two decoders give what one gives, whatever is wrong.
 *
 * Policy: the referee is `unpack`, with its one decoder, on the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { seededContent } from '../../corpus/content.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { listXzBlocks, type XzBlock } from '../../native-free-parsers/payload/frames/xz-index.ts';
import { openPackageFile, readerOf } from '../../src/io/package-input.ts';
import { ArchiveReader } from '../../src/package/archive-reader.ts';
import { readHead } from '../../src/package/read-head.ts';
import { describePackage } from '../../src/package/rpm-package.ts';
import { unpack } from '../../src/package/unpack.ts';
import { unpackXzBlocks } from '../../src/transcode/unpack-xz-blocks.ts';
import { smallDisk } from '../cli/small-disk.ts';
import { bytesSource } from '../support/bytes-source.ts';

const MIB = 1024 * 1024;

/** 24 MiB in 60 files. */
async function packageOf(options: string): Promise<Uint8Array> {
  vi.stubEnv('XZ_OPT', options);
  const files = Array.from({ length: 60 }, (_, i) => ({
    type: 'regular' as const,
    path: `/opt/f${i}`,
    content: seededContent(`${i}`, i % 5 === 0 ? 'mixed' : 'text', 0.4 * MIB),
  }));
  const bytes = await writePackage({ name: 'blocks', compressor: 'xz', files });
  vi.unstubAllEnvs();
  return bytes;
}

function blocksOf(bytes: Uint8Array): readonly XzBlock[] {
  const source = bytesSource(bytes);
  return listXzBlocks(source, readHead(readerOf(source)).head.bytes.length) ?? [];
}

/** What came of a package: the contents, up to an error where there was one. */
interface Unpacked {
  readonly route: string | undefined;
  readonly contents: string;
  readonly size: number;
  readonly error: string | undefined;
  /** Digest of the input, as the first reading saw it. */
  readonly input: string;
}

/** `spillTo` is a directory for what is decoded ahead. */
async function unpacked(
  bytes: Uint8Array,
  decoders: 'one' | 'two',
  spillTo?: string,
): Promise<Unpacked> {
  const directory = mkdtempSync(join(tmpdir(), 'xz-blocks-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'in.rpm');
  writeFileSync(path, bytes);
  if (spillTo !== undefined) vi.stubEnv('TMPDIR', spillTo);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const input = openPackageFile(path, ['SHA256']);
  onTestFinished(() => input.close());
  const { head, payload } = readHead(input.stream);
  const pkg = describePackage(head);
  const contents = createHash('sha256');
  let size = 0;
  const archive = new ArchiveReader(pkg.fileList, {
    begin: ({ path }) => contents.update(path),
    content(part) {
      contents.update(part);
      size += part.length;
    },
    end() {},
  });
  const options = { nativeFree: false };
  let route: string | undefined;
  let error: string | undefined;
  try {
    route =
      decoders === 'one'
        ? await unpack(pkg, payload, archive, options)
        : await unpackXzBlocks(pkg, input, payload, archive, options);
  } catch (thrown) {
    if (!(thrown instanceof FormatError)) throw thrown;
    error = `${thrown.problem.section} ${thrown.problem.code}`;
  }
  await input.stream.drain();
  const { digests } = input.stream.finish();
  const digest = Buffer.from(digests[0]!.digest).toString('hex');
  return { route, contents: contents.digest('hex'), size, error, input: digest };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe.skipIf(availableParallelism() < 2)('with two decoders', () => {
  let original: Uint8Array;
  let blocks: readonly XzBlock[];
  beforeAll(async () => {
    original = await packageOf('--block-size=5MiB');
    blocks = blocksOf(original);
    expect(blocks).toHaveLength(5);
  });

  test.each(['--block-size=5MiB', '--block-size=12MiB', '--block-size=300KiB'])(
    'the same contents, the whole input read once: %s',
    async (options) => {
      const bytes = await packageOf(options);
      const two = await unpacked(bytes, 'two');
      expect(two.route).toMatch(/^liblzma/);
      expect(two).toEqual(await unpacked(bytes, 'one'));
      expect(two.input).toBe(sha256(bytes));
    },
  );

  test.each([0, 1, 2, 3, 4])('the same up to the fault in block %i', async (index) => {
    const damaged = Uint8Array.from(original);
    const { offset, length } = blocks[index]!;
    damaged[offset + Math.floor(length / 2)]! ^= 0x40;
    const one = await unpacked(damaged, 'one');
    const two = await unpacked(damaged, 'two');
    expect(two).toEqual(one);
    // What still decodes may be seen to be wrong as an archive first.
    expect(two.error).toMatch(/^(payload|cpio) /);
    expect(two.input).toBe(sha256(damaged));
  });

  test.each([0, 1])('a check value that is wrong, of block %i', async (index) => {
    const damaged = Uint8Array.from(original);
    const { offset, length } = blocks[index]!;
    damaged[offset + length - 1]! ^= 1;
    const two = await unpacked(damaged, 'two');
    expect(two.error).toBe('payload CORRUPT');
    expect(two).toEqual(await unpacked(damaged, 'one'));
  });

  test('no place for what is decoded ahead costs nothing but time', async () => {
    const disk = smallDisk('1m');
    if (disk === undefined) return;
    const two = await unpacked(original, 'two', disk);
    expect(two.route).toMatch(/^liblzma/);
    vi.unstubAllEnvs();
    expect(two).toEqual(await unpacked(original, 'one'));
  });

  test('an index that lies about a block makes the payload corrupt', async () => {
    const lying = Uint8Array.from(original);
    const first = blocks[0]!;
    // The size of the first block as the index has it: 5 MiB, seven bits a byte.
    const record = Buffer.from([0x80, 0x80, 0xc0, 0x02]);
    const at = Buffer.from(lying).indexOf(record, blocks[4]!.offset + blocks[4]!.length);
    lying[at]! ^= 1;
    expect(blocksOf(lying)[0]).toEqual({ ...first, size: first.size + 1 });
    expect((await unpacked(lying, 'two')).error).toBe('payload CORRUPT');
  });

  test('not for one block', async () => {
    const { route, size, error } = await unpacked(await packageOf('--block-size=1GiB'), 'two');
    expect({ route, size, error }).toEqual({ route: undefined, size: 0, error: undefined });
  });

  test('not for a dictionary that would not fit into memory twice', async () => {
    const large = Buffer.from(original);
    const { offset } = blocks[3]!;
    const header = large.subarray(offset, offset + (large[offset]! + 1) * 4);
    // Filter 0x21 with one byte of properties: 24 stands for 16 MiB.
    header[header.indexOf(Buffer.from([0x21, 1])) + 2] = 24;
    header.writeUInt32LE(crc32(header.subarray(0, -4)), header.length - 4);
    const { route, size, error } = await unpacked(large, 'two');
    expect({ route, size, error }).toEqual({ route: undefined, size: 0, error: undefined });
  });
});
