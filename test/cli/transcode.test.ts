/** The verb transcode: the result complete under its path, or nothing there. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findings, RPMCOW, run, samplePackage, scratch } from './programs.ts';
import { smallDisk } from './small-disk.ts';

let original: Buffer;
let extents: Buffer;
beforeAll(async () => {
  original = await samplePackage();
  extents = (await run([RPMCOW, 'transcode', '-', '-o', '-'], { stdin: original })).stdout;
});

let directory = '';
let input = '';
let output = '';
beforeEach(() => {
  directory = scratch();
  input = join(directory, 'in.rpm');
  output = join(directory, 'out');
  writeFileSync(input, original);
});

const transcode = (...args: string[]) => run([RPMCOW, 'transcode', ...args], { cwd: directory });

it('streams from standard input to standard output', async () => {
  const result = await run([RPMCOW, 'transcode', '-', '-o', '-'], { stdin: original });
  expect(result).toMatchObject({
    status: 0,
    stderr: 'sample-1.0-1.noarch: transcoded (6 files, 2 extents)\n',
  });
  expect(await findings(result.stdout)).toEqual([]);
});

it('writes a file and says so, or not', async () => {
  const loud = await transcode(input, '-o', output);
  expect(loud).toMatchObject({ status: 0, stdout: Buffer.alloc(0) });
  expect(loud.stderr).toMatch(/^sample-1\.0-1\.noarch: transcoded .*\n$/);
  expect(Buffer.compare(readFileSync(output), extents)).toBe(0);
  expect(await transcode(input, '-q', '-o', output)).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(directory).sort()).toEqual(['in.rpm', 'out']);
});

it('passes through what cannot be transcoded, and says why', async () => {
  writeFileSync(input, original.subarray(0, -1));
  const result = await transcode(input, '-o', output);
  expect(result.status).toBe(0);
  expect(result.stderr).toMatch(/passed through unchanged: .*\[.*\]\n$/);
  expect(Buffer.compare(readFileSync(output), original.subarray(0, -1))).toBe(0);
});

describe('wrong usage is 2 and leaves nothing', () => {
  it.each([
    [['in.rpm']],
    [['-o', 'out']],
    [['in.rpm', 'another', '-o', 'out']],
    [['in.rpm', '-o', 'out', '--no-such-option']],
    [['in.rpm', '-o', 'out', '--digest', 'SHA257']],
    [['in.rpm', '-o', 'out', '--nokey', 'maybe']],
    [['in.rpm', '-o', 'out', '--block-size', '4097']],
  ])('%j', async (args) => {
    const result = await transcode(...args);
    expect(result.status).toBe(2);
    expect(result.stdout).toHaveLength(0);
    expect(result.stderr).toMatch(/^error: /);
    expect(readdirSync(directory)).toEqual(['in.rpm']);
  });
});

describe('input that is no package is 3 and leaves nothing', () => {
  it.each([
    ['a page of a mirror', () => writeFileSync(input, '<!DOCTYPE html>')],
    ['an empty file', () => writeFileSync(input, '')],
    ['half a lead', () => writeFileSync(input, original.subarray(0, 50))],
    ['a missing file', () => (input = join(directory, 'missing'))],
    ['a directory', () => (input = directory)],
    ['a device', () => (input = '/dev/null')],
  ])('%s', async (_what, prepare) => {
    prepare();
    const result = await transcode(input, '-o', output);
    expect(result.status).toBe(3);
    expect(result.stdout).toHaveLength(0);
    expect(result.stderr).toMatch(/^rpmcow: [^\n]+\n$/);
    expect(readdirSync(directory)).toEqual(['in.rpm']);
  });

  it('even where something was there before', async () => {
    writeFileSync(input, 'no package');
    writeFileSync(output, 'before');
    expect((await transcode(input, '-o', output)).status).toBe(3);
    expect(readFileSync(output, 'utf8')).toBe('before');
    expect(readdirSync(directory).sort()).toEqual(['in.rpm', 'out']);
  });
});

describe('output', () => {
  it.each([
    ['a directory', () => directory],
    ['below a missing directory', () => join(directory, 'missing/out')],
    ['below a file', () => join(input, 'out')],
    ['that should be a directory', () => `${output}/`],
    ['a full device', () => '/dev/full'],
  ])('%s is 3', async (_what, path) => {
    const result = await transcode(input, '-o', path());
    expect(result.status).toBe(3);
    expect(result.stderr).toMatch(/^rpmcow: cannot [^\n]+\n$/);
    expect(readdirSync(directory)).toEqual(['in.rpm']);
  });

  it('into a directory that cannot be written to is 3', async () => {
    let readOnly: string | undefined = join(directory, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o555);
    // Root may write everywhere but on a file system that is read-only.
    if (process.getuid?.() === 0) readOnly = smallDisk('1m', 'ro');
    if (readOnly === undefined) return;
    const result = await transcode(input, '-o', join(readOnly, 'out'));
    expect(result.status).toBe(3);
    expect(result.stderr).toMatch(/^rpmcow: cannot create a file beside .*(EROFS|EACCES).*\n$/);
    expect(readdirSync(readOnly)).toEqual([]);
  });

  it('on a full disk is the original, or 3 and nothing', async () => {
    for (const [size, status] of [
      ['1m', 0],
      ['8k', 3],
    ] as const) {
      const disk = smallDisk(size);
      if (disk === undefined) return;
      const result = await transcode(input, '-o', join(disk, 'out'));
      expect(result.status).toBe(status);
      expect(readdirSync(disk)).toEqual(status === 0 ? ['out'] : []);
      if (status === 0) expect(Buffer.compare(readFileSync(join(disk, 'out')), original)).toBe(0);
    }
  });

  it('through a symbolic link replaces the file behind it', async () => {
    const target = join(directory, 'target');
    writeFileSync(target, 'before', { mode: 0o640 });
    symlinkSync('target', output);
    expect((await transcode(input, '-o', output)).status).toBe(0);
    expect(lstatSync(output).isSymbolicLink()).toBe(true);
    expect(lstatSync(target).mode & 0o777).toBe(0o640);
    expect(Buffer.compare(readFileSync(target), extents)).toBe(0);
  });

  it('through a dangling link makes the file behind it', async () => {
    symlinkSync('target', output);
    expect((await transcode(input, '-o', output)).status).toBe(0);
    expect(Buffer.compare(readFileSync(join(directory, 'target')), extents)).toBe(0);
  });

  it('/dev/stdout is standard output', async () => {
    const result = await transcode(input, '-o', '/dev/stdout');
    expect(result.status).toBe(0);
    expect(Buffer.compare(result.stdout, extents)).toBe(0);
    expect(existsSync('/dev/stdout')).toBe(true);
  });

  it('may be the input itself', async () => {
    expect((await transcode(input, '-o', input)).status).toBe(0);
    expect(Buffer.compare(readFileSync(input), extents)).toBe(0);
    expect(readdirSync(directory)).toEqual(['in.rpm']);
  });
});
