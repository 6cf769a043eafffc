/** The verb transcode with --out-dir: every package its result, trouble with one its own. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { packagesProgressText } from '../../src/cli/packages-progress.ts';
import { writeBigPackage } from '../memory/big-package.ts';
import { placeFiles } from './place-files.ts';
import { ended, environment, RPMCOW, run, samplePackage, scratch, start } from './programs.ts';
import { sabotage } from './sabotage.ts';

let original: Buffer;
let extents: Buffer;
beforeAll(async () => {
  original = await samplePackage();
  extents = (await run([RPMCOW, 'transcode', '-', '-o', '-'], { stdin: original })).stdout;
});

let directory = '';
beforeEach(() => {
  directory = scratch();
});

const place = (files: Readonly<Record<string, Uint8Array | string>>) =>
  placeFiles(directory, files);

/** Everything below a directory but directories, hidden files too. */
function tree(name: string): string[] {
  return readdirSync(join(directory, name), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, name).length + 1))
    .sort();
}

const transcode = (...args: string[]) => run([RPMCOW, 'transcode', ...args], { cwd: directory });

/** Transcodes `in` to `out` on two workers, every thread of which runs `code` before its own. */
async function sabotaged(code: string) {
  return await run([RPMCOW, 'transcode', 'in', '--out-dir', 'out', '-j', '2'], {
    cwd: directory,
    env: sabotage(directory, code),
  });
}

function records(stdout: Buffer): Record<string, unknown>[] {
  return stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('inputs', () => {
  it('of a directory keep their paths below it, files only their names', async () => {
    place({
      'in/b.rpm': original,
      'in/a/b.rpm': original,
      'in/a/c.rpm/d.rpm': original,
      'in/a/readme.txt': 'no package',
      'elsewhere/e.rpm': original,
      'elsewhere/package': original,
    });
    symlinkSync('..', join(directory, 'in/a/loop'));
    symlinkSync('../a', join(directory, 'in/a/loop.rpm'));
    symlinkSync('b.rpm', join(directory, 'in/a/link.rpm'));
    const result = await transcode(
      ...['elsewhere/package', 'in', 'elsewhere/e.rpm', '--out-dir', 'new/out', '-j', '3'],
    );
    expect(result.status).toBe(0);
    const lines = ['elsewhere/package', 'in/a/b.rpm', 'in/a/c.rpm/d.rpm', 'in/a/link.rpm'];
    lines.push('in/b.rpm', 'elsewhere/e.rpm');
    expect(result.stdout.toString()).toBe(lines.map((path) => `${path}: transcoded\n`).join(''));
    expect(result.stderr).toMatch(/^6 packages: 6 transcoded; .* MiB in, .* MiB out, .* s\n$/);
    const results = tree('new/out');
    expect(results).toEqual(
      ['a/b.rpm', 'a/c.rpm/d.rpm', 'a/link.rpm', 'b.rpm', 'e.rpm', 'package'].sort(),
    );
    for (const name of results) {
      expect(readFileSync(join(directory, 'new/out', name)).equals(extents), name).toBe(true);
    }
  });

  it('that are signed go through rpmkeys, and nothing else is said', async () => {
    const signed = await packageBytes('signed-by-known-key');
    place({ 'in/a.rpm': signed, 'in/b.rpm': signed, 'in/c.rpm': signed });
    const result = await transcode('in', '--out-dir', 'out', '-j', '2', '-q');
    expect(result).toMatchObject({ status: 0, stdout: Buffer.alloc(0), stderr: '' });
    const results = tree('out').map((name) => readFileSync(join(directory, 'out', name)));
    for (const bytes of results) expect(bytes.includes('Signature, key ID')).toBe(true);
    expect(results.length).toBe(3);
  });

  it('are not the results of an earlier run', async () => {
    place({ 'a.rpm': original });
    for (let runs = 0; runs < 2; runs++) {
      expect(await transcode('.', '--out-dir', 'out', '-q')).toMatchObject({
        status: 0,
        stdout: Buffer.alloc(0),
        stderr: '',
      });
      expect(tree('.')).toEqual(['a.rpm', 'out/a.rpm']);
    }
  });

  it('may have the contents of each other', async () => {
    place({ 'in/a.rpm': original, 'in/b.rpm': original });
    const result = await transcode('in', '--out-dir', 'out', '--reuse', 'out', '-j', '2');
    expect(result.status).toBe(0);
    for (const name of ['a.rpm', 'b.rpm']) {
      expect(readFileSync(join(directory, 'out', name)).equals(extents), name).toBe(true);
    }
  });

  it('may be none', async () => {
    place({ 'in/readme.txt': '' });
    const result = await transcode('in', '--out-dir', 'out');
    expect(result).toMatchObject({ status: 0, stdout: Buffer.alloc(0) });
    expect(result.stderr).toMatch(/^0 packages; 0\.0 MiB in/);
  });

  it('with the same place for their results are named, and nothing is done', async () => {
    place({ 'x/a.rpm': original, 'y/a.rpm': original, 'b.rpm': original });
    const result = await transcode('b.rpm', 'x/a.rpm', 'y', '--out-dir', 'out');
    expect(result).toMatchObject({ status: 2, stdout: Buffer.alloc(0) });
    expect(result.stderr).toMatch(
      /^error: x\/a\.rpm and y\/a\.rpm would both become out\/a\.rpm\n/,
    );
    expect(existsSync(join(directory, 'out'))).toBe(false);
    expect((await transcode('b.rpm', './b.rpm', '--out-dir', 'out')).status).toBe(2);
  });

  it.each([
    [['a.rpm', '--out-dir', 'out', '-o', 'b']],
    [['a.rpm']],
    [['-', '--out-dir', 'out']],
    [['--out-dir', 'out']],
    [['a.rpm', 'a.rpm', '-o', 'b']],
    [['a.rpm', '-o', 'b', '-j', '2']],
    [['a.rpm', '-o', 'b', '--format', 'ndjson']],
    [['a.rpm', '--out-dir', 'out', '-j', '0']],
    [['a.rpm', '--out-dir', 'out', '-j', 'all']],
    [['a.rpm', '--out-dir', 'out', '--format', 'json']],
  ])('wrong usage is 2 and leaves nothing: %j', async (args) => {
    place({ 'a.rpm': original });
    const result = await transcode(...args);
    expect(result).toMatchObject({ status: 2, stdout: Buffer.alloc(0) });
    expect(result.stderr).toMatch(/^error: /);
    expect(tree('.')).toEqual(['a.rpm']);
  });
});

describe('trouble with some is 3, and the others are written', () => {
  it.each(['1', '2'])('-j %s', async (jobs) => {
    place({
      'in/1.rpm': original,
      'in/2.rpm': '<!DOCTYPE html>',
      'in/3.rpm': original.subarray(0, -1),
      'in/5.rpm': original,
      // The place of a result is taken by a directory.
      'out/1.rpm/taken': '',
    });
    symlinkSync('nowhere', join(directory, 'in/4.rpm'));
    const args = ['in', 'missing.rpm', '--out-dir', 'out', '-j', jobs, '--format', 'ndjson'];
    const result = await transcode(...args);
    expect(result.status).toBe(3);
    const none = { output: null, outcome: 'refused', size: null, sha256: null };
    const why = expect.any(String);
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(records(result.stdout)).toEqual([
      { path: 'in/1.rpm', ...none, because: ['machine'], error: why },
      { path: 'in/2.rpm', ...none, because: ['lead-magic'], error: why },
      {
        path: 'in/3.rpm',
        output: 'out/3.rpm',
        outcome: 'pass-through',
        because: ['pkg-payload-digest-bad', 'pkg-md5-bad'],
        size: original.length - 1,
        sha256: sha256(original.subarray(0, -1)),
      },
      { path: 'in/4.rpm', ...none, because: ['machine'], error: why },
      {
        path: 'in/5.rpm',
        output: 'out/5.rpm',
        outcome: 'transcoded',
        because: [],
        size: extents.length,
        sha256: sha256(extents),
      },
      { path: 'missing.rpm', ...none, because: ['machine'], error: why },
    ]);
    expect(result.stderr.split('\n')).toEqual([
      expect.stringMatching(/^rpmcow: cannot write to out\/1\.rpm: .*EISDIR/),
      expect.stringMatching(/^rpmcow: in\/2\.rpm: lead at offset 0: .*rpm says: /),
      expect.stringMatching(/^rpmcow: cannot open in\/4\.rpm: .*ENOENT/),
      expect.stringMatching(/^rpmcow: cannot open missing\.rpm: .*ENOENT/),
      expect.stringMatching(/^6 packages: 1 transcoded, 1 pass-through, 4 refused; /),
      '',
    ]);
    expect(tree('out')).toEqual(['1.rpm/taken', '3.rpm', '5.rpm']);
  });

  it('an output directory that cannot be is 3', async () => {
    place({ 'a.rpm': original, file: '' });
    const result = await transcode('a.rpm', '--out-dir', 'file/out');
    expect(result).toMatchObject({ status: 3, stdout: Buffer.alloc(0) });
    expect(result.stderr).toMatch(/^rpmcow: cannot create the directory file\/out: .*\n$/);
  });

  it('a directory that cannot be listed', async () => {
    place({ 'in/closed/b.rpm': original, 'in/d.rpm': original });
    const result = await sabotaged(`
      const { readdirSync } = fs;
      fs.readdirSync = (path, ...rest) => {
        if (!path.endsWith('closed')) return readdirSync(path, ...rest);
        throw Object.assign(new Error('closed'), { code: 'EACCES', syscall: 'scandir' });
      };`);
    expect(result.status).toBe(3);
    expect(result.stdout.toString()).toBe('in/d.rpm: transcoded\n');
    expect(result.stderr).toMatch(/^rpmcow: cannot list in\/closed: .*EACCES.*\n1 package: /);
    expect(tree('out')).toEqual(['d.rpm']);
  });
});

describe('workers that end', () => {
  const GOOD = ['1', '2', '4', '5', '6', '7'].map((name) => `${name}.rpm`);

  it.each([
    ['exits', 'process.exit(9);'],
    ['runs out of memory', 'for (const held = []; ; ) held.push(new Array(10_000).fill(0));'],
  ])('cost the package they had: one that %s', async (_, deed) => {
    const names = [...GOOD, 'bad0.rpm', 'bad3.rpm', 'bad8.rpm'];
    place(Object.fromEntries(names.map((name) => [`in/${name}`, original])));
    const result = await sabotaged(`
      const { openSync } = fs;
      fs.openSync = (path, ...rest) => {
        if (!isMainThread && String(path).includes('/bad')) { ${deed} }
        return openSync(path, ...rest);
      };`);
    expect(
      result.stderr.match(/^rpmcow: in\/bad\d\.rpm: the worker that had it ended: /gm),
    ).toHaveLength(3);
    expect(result.stderr).toMatch(/^9 packages: 6 transcoded, 3 refused; /m);
    expect(result.status).toBe(3);
    expect(tree('out')).toEqual(GOOD);
  });

  it('before they begin leave nothing to wait for', async () => {
    const names = Array.from({ length: 12 }, (_, i) => [`in/${i}.rpm`, original]);
    place(Object.fromEntries(names));
    const result = await sabotaged("if (!isMainThread) throw new Error('no');");
    expect(result.status).toBe(3);
    expect(result.stderr).toMatch(/^12 packages: 12 refused; /m);
    expect(tree('out')).toEqual([]);
  });
});

describe('big packages', () => {
  beforeEach(async () => {
    mkdirSync(join(directory, 'in'));
    for (const name of ['a', 'b']) {
      const path = join(directory, 'in', `${name}.rpm`);
      await writeBigPackage(path, { compressor: 'zstd', magic: '070701', mib: 256 });
    }
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s leaves nothing, and soon', async (signal) => {
    const child = start([RPMCOW, 'transcode', 'in', '--out-dir', 'out', '-j', '2'], {
      stdio: 'ignore',
      cwd: directory,
      env: environment(),
    });
    const end = ended(child);
    while (!existsSync(join(directory, 'out'))) await setTimeout(2);
    await setTimeout(150);
    const signalled = performance.now();
    child.kill(signal);
    expect(await end).toEqual({ status: null, signal });
    expect(performance.now() - signalled).toBeLessThan(1000);
    expect(tree('out')).toEqual([]);
  });
});

it.each(['text', 'ndjson'])('stops quietly when nobody reads on: %s', async (format) => {
  const names = Array.from({ length: 60 }, (_, i) => [`in/${i}.rpm`, original]);
  place(Object.fromEntries(names));
  const result = await run(
    [RPMCOW, 'transcode', 'in', '--out-dir', 'out', '-j', '2', '--format', format],
    { cwd: directory, hangUp: true },
  );
  expect(result).toMatchObject({ status: 3, signal: null, stderr: '' });
  expect(tree('out').length).toBeLessThan(60);
});

it('tells how far it is', () => {
  const total = { packages: 881, bytesIn: 100 * 1024 * 1024 };
  expect(packagesProgressText(total, { packages: 0, bytesIn: 0 }, 1)).toBe(
    '0/881 packages  0 MiB/s',
  );
  expect(packagesProgressText(total, { packages: 123, bytesIn: 45 * 1024 * 1024 }, 1)).toBe(
    '123/881 packages  45 MiB/s  2 s left',
  );
});
