/** The verb verify over many files: every file its verdict, trouble with one its own. */
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeFiles } from './place-files.ts';
import { ended, environment, RPMCOW, run, samplePackage, scratch, start } from './programs.ts';
import { sabotage } from './sabotage.ts';

const MIB = 1024 * 1024;

let original: Buffer;
let good: Buffer;
let broken: Buffer;
beforeAll(async () => {
  original = await samplePackage();
  good = (await run([RPMCOW, 'transcode', '-', '-o', '-'], { stdin: original })).stdout;
  broken = Buffer.from(good);
  broken[8192]! ^= 1;
});

let directory = '';
beforeEach(() => {
  directory = scratch();
});

const place = (files: Readonly<Record<string, Uint8Array | string>>) =>
  placeFiles(directory, files);

/** Names of so many good files, which are there then. */
function placeGood(count: number): string[] {
  const names = Array.from({ length: count }, (_, i) => `in/${String(i).padStart(2, '0')}.rpm`);
  place(Object.fromEntries(names.map((name) => [name, good])));
  return names;
}

const verify = (...args: string[]) => run([RPMCOW, 'verify', ...args], { cwd: directory });

/** The first line of each verdict, and the summary. */
const titles = (stdout: Buffer) => stdout.toString().match(/^\S.*$/gm);

/** Verifies `in` on two workers, every thread of which runs `code` before its own. */
const sabotaged = (code: string) =>
  run([RPMCOW, 'verify', 'in', '-j', '2'], { cwd: directory, env: sabotage(directory, code) });

describe('inputs', () => {
  it('are files, what directories have of the right name, and globs, in their order', async () => {
    place({
      'in/b.rpm': good,
      'in/a/c.extents': good,
      'in/a/readme.txt': 'nothing of ours',
      'more/e.extents': good,
      'more/d.extents': good,
      file: broken,
    });
    symlinkSync('..', join(directory, 'in/a/loop.rpm'));
    const result = await verify('file', 'in', 'more/*.extents', '-j', '3');
    expect(result).toMatchObject({ status: 1, stderr: '' });
    expect(titles(result.stdout)).toEqual([
      'file: NOT PROVEN',
      'in/a/c.extents: proven',
      'in/b.rpm: proven',
      'more/d.extents: proven',
      'more/e.extents: proven',
      '5 files: 4 proven, 1 NOT PROVEN',
    ]);
  });

  it('may be none', async () => {
    place({ 'in/readme.txt': '' });
    const result = await verify('in');
    expect(result).toMatchObject({ status: 0, stdout: Buffer.alloc(0) });
    expect(result.stderr).toBe('rpmcow: no *.rpm or *.extents below in\n');
  });

  it('are compared with the original where they are one', async () => {
    place({ 'in/a.rpm': good, original });
    const one = await verify('in', '--against', 'original');
    expect(one).toMatchObject({ status: 0, stderr: '' });
    expect(one.stdout.toString()).toContain('are those of original, byte for byte');
    place({ 'in/b.rpm': good });
    const two = await verify('in', '--against', 'original');
    expect(two).toMatchObject({ status: 2, stdout: Buffer.alloc(0) });
    expect(two.stderr).toMatch(/^error: --against takes one extents file\n/);
  });

  it.each([[['in', '-j', '0']], [['in', '-j', 'all']], [['in', '--format', 'xml']]])(
    'wrong usage is 2: %j',
    async (args) => {
      placeGood(1);
      const result = await verify(...args);
      expect(result).toMatchObject({ status: 2, stdout: Buffer.alloc(0) });
      expect(result.stderr).toMatch(/^error: /);
    },
  );
});

describe.each(['1', '2'])('trouble with some is 3, and the others are verified: -j %s', (jobs) => {
  const MISSING =
    'rpmcow: cannot open missing: no such file or directory (ENOENT); check the path\n';
  beforeEach(() => place({ 'in/1.rpm': good, 'in/2.rpm': original, 'in/3.rpm': broken }));

  it('text', async () => {
    const result = await verify('in', 'missing', '-j', jobs);
    expect(result.status).toBe(3);
    expect(titles(result.stdout)).toEqual([
      'in/1.rpm: proven',
      'in/3.rpm: NOT PROVEN',
      '4 files: 1 proven, 1 NOT PROVEN, 2 not read as extents files',
    ]);
    const [plain, missing] = result.stderr.split(/(?<=\n)/);
    expect(plain).toMatch(/^rpmcow: in\/2\.rpm: footer at offset \d+: expected the extents magic/);
    expect(missing).toBe(MISSING);
  });

  const proof = (path: string, proven: boolean) => expect.objectContaining({ path, proven });
  const unreadable = (path: string, code: string) => expect.objectContaining({ path, code });

  it('json', async () => {
    const result = await verify('in', 'missing', '-j', jobs, '--format', 'json');
    expect(result.status).toBe(3);
    expect(JSON.parse(result.stdout.toString())).toEqual({
      tool: { name: 'rpmcow', version: expect.any(String) },
      files: [proof('in/1.rpm', true), proof('in/3.rpm', false)],
      unreadable: [unreadable('in/2.rpm', 'BAD_MAGIC'), unreadable('missing', 'ENOENT')],
    });
    expect(result.stderr).toContain(MISSING);
  });

  it('ndjson', async () => {
    const result = await verify('in', 'missing', '-j', jobs, '--format', 'ndjson');
    expect(result.status).toBe(3);
    const lines = result.stdout.toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      proof('in/1.rpm', true),
      unreadable('in/2.rpm', 'BAD_MAGIC'),
      proof('in/3.rpm', false),
      unreadable('missing', 'ENOENT'),
    ]);
  });
});

describe('workers that end', () => {
  it.each([
    ['exits', 'process.exit(9);'],
    ['runs out of memory', 'for (const held = []; ; ) held.push(new Array(10_000).fill(0));'],
  ])('cost the file they had: one that %s', async (_, deed) => {
    placeGood(6);
    place({ 'in/bad0.rpm': good, 'in/bad3.rpm': good, 'in/00bad.rpm': good });
    const result = await sabotaged(`
      const { openSync } = fs;
      fs.openSync = (path, ...rest) => {
        if (!isMainThread && String(path).includes('bad')) { ${deed} }
        return openSync(path, ...rest);
      };`);
    expect(
      result.stderr.match(/^rpmcow: in\/\d*bad\d?\.rpm: the worker that had it ended: /gm),
    ).toHaveLength(3);
    expect(result.status).toBe(3);
    expect(titles(result.stdout)?.at(-1)).toBe('9 files: 6 proven, 3 not read as extents files');
  });

  it('are not even started for one file', async () => {
    placeGood(1);
    const code = "if (!isMainThread) throw new Error('no');";
    expect(await sabotaged(code)).toMatchObject({ status: 0, stderr: '' });
    placeGood(2);
    const two = await sabotaged(code);
    expect(two.status).toBe(3);
    expect(two.stderr.match(/the worker that had it ended/g)).toHaveLength(2);
  });
});

it('a bug with one file is 70, and the others are verified', async () => {
  placeGood(3);
  const result = await sabotaged(`
    const { openSync } = fs;
    fs.openSync = (path, ...rest) => {
      if (String(path).includes('01')) throw new TypeError('made to fail');
      return openSync(path, ...rest);
    };`);
  expect(result.status).toBe(70);
  expect(result.stderr).toMatch(
    /^rpmcow: in\/01\.rpm: this is a bug of rpmcow, please report it:\nTypeError: made to fail\n/,
  );
  expect(titles(result.stdout)).toEqual([
    'in/00.rpm: proven',
    'in/02.rpm: proven',
    '3 files: 2 proven, 1 not read as extents files',
  ]);
});

it.each(['text', 'json', 'ndjson'])('stops quietly when nobody reads on: %s', async (format) => {
  placeGood(60);
  const result = await run([RPMCOW, 'verify', 'in', '-j', '2', '--format', format], {
    cwd: directory,
    hangUp: true,
  });
  expect(result).toMatchObject({ status: 3, signal: null, stderr: '' });
});

it.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it soon',
  async (signal) => {
    const files = [{ path: '/opt/big', type: 'regular', content: Buffer.alloc(64 * MIB) }] as const;
    place({ package: await samplePackage({ compressor: 'none', files }) });
    await run([RPMCOW, 'transcode', 'package', '-o', 'big'], { cwd: directory });
    const names = Array.from({ length: 200 }, (_, i) => `${i}.rpm`);
    for (const name of names) symlinkSync('big', join(directory, name));

    const child = start([RPMCOW, 'verify', '.', '-j', '2'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      cwd: directory,
      env: environment(),
    });
    const end = ended(child);
    await once(child.stdout!, 'data');
    const signalled = performance.now();
    child.kill(signal);
    expect(await end).toEqual({ status: null, signal });
    expect(performance.now() - signalled).toBeLessThan(1000);
  },
  60_000,
);
