/** rpm2extents with packages that are worth a second thread: the same results, faults included. */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { Compressor } from '../../corpus/writer/compress.ts';
import { findings, RPM2EXTENTS, run, samplePackage, scratch } from './programs.ts';
import { smallDisk } from './small-disk.ts';

const MIB = 1024 * 1024;
const COMMAND = [RPM2EXTENTS, 'SHA256'];

/** 44 MiB of files, large and small, the last one a duplicate of the first. */
const FILES = [12 * MIB, 1, 0, 20 * MIB + 1, ...Array<number>(100).fill(700), 12 * MIB].map(
  (size, i) => ({
    path: `/opt/f${i}`,
    type: 'regular' as const,
    content: Buffer.alloc(size, size === 12 * MIB ? 'first and last\n' : `content of file ${i}\n`),
  }),
);

function opened(path: string, flags: string): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

/** Standard input is a file, standard output as well. */
async function intoFile(original: Uint8Array, directory: string) {
  const input = join(scratch(), 'in.rpm');
  writeFileSync(input, original);
  const path = join(directory, 'out');
  const stdout = opened(path, 'w');
  const { status, stderr } = await run(COMMAND, { stdin: opened(input, 'r'), stdout });
  return { status, stderr, result: readFileSync(path) };
}

it.each<[Compressor, string]>([
  ['none', ''],
  ['gzip', ''],
  ['zstd', ''],
  ['bzip2', ''],
  ['xz', ''],
  ['xz', '--block-size=9MiB'],
])('writes into a file what it writes into a pipe: %s %s', async (compressor, options) => {
  vi.stubEnv('XZ_OPT', options);
  const original = await samplePackage({ compressor, files: FILES });
  vi.unstubAllEnvs();
  const { status, stderr, result } = await intoFile(original, scratch());
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const piped = await run(COMMAND, { stdin: original });
  expect(Buffer.compare(result, piped.stdout)).toBe(0);
  expect(await findings(result)).toEqual([]);
});

let original: Buffer;
beforeAll(async () => {
  original = await samplePackage({ files: FILES });
});

it('writes the original where there is no room for more', async () => {
  const disk = smallDisk('20m');
  if (disk === undefined) return;
  const { status, stderr, result } = await intoFile(original, disk);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(Buffer.compare(result, original)).toBe(0);
});

it('writes the original where a content is not what its header says', async () => {
  const files = FILES.map((file, i) => (i === 3 ? { ...file, digest: '00'.repeat(32) } : file));
  const lying = await samplePackage({ files });
  const { status, result } = await intoFile(lying, scratch());
  expect(status).toBe(0);
  expect(Buffer.compare(result, lying)).toBe(0);
});
