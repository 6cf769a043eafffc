/**
 * Packages made to wear out whoever decompresses them: each comes out as it went in, at once and in
 * little memory.
 *
 * Policy: time and memory are those of the whole program.
 */
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Bomb,
  endlessDirectories,
  honestBomb,
  widestLzma,
  widestZstd,
} from '../fuzz/bombs/payload-bombs.ts';
import { measuredRun } from '../memory/measured-run.ts';
import { RPM2EXTENTS, RPMCOW, run, scratch } from './programs.ts';

/** MiB. */
const MEMORY_LIMIT = 160;
const MINUTE = 60_000;

/** Ends a program that computes for longer: seconds of the processor, whatever else runs here. */
const IN_TIME = ['sh', '-c', 'ulimit -t 2 && exec "$@"', 'sh'];

async function outcomeOf(bomb: Uint8Array, how: 'pipe' | 'file') {
  const directory = scratch();
  const path = join(directory, 'bomb.rpm');
  writeFileSync(path, bomb);
  const stdin = openSync(path, 'r');
  const output = join(directory, 'out');
  const stdout = openSync(output, 'w+');
  onTestFinished(() => {
    closeSync(stdin);
    closeSync(stdout);
  });
  const command = [...IN_TIME, RPM2EXTENTS, '-v', 'SHA256'];
  const request = { stdin: how === 'file' ? stdin : bomb, stdout };
  const { status, signal, stderr, peak } = await measuredRun(command, request);
  const unchanged = Buffer.compare(readFileSync(output), bomb) === 0;
  // All that was said, where no rule is: it tells what happened instead.
  const [, rule = stderr] = /\[([\w-]+)\]\n$/.exec(stderr) ?? [];
  return { status, signal, unchanged, rule, peak };
}

const SURVIVED = { status: 0, signal: null, unchanged: true };

describe.each(['pipe', 'file'] as const)('from a %s', (how) => {
  it.each<[string, Bomb, string]>([
    ['160 MiB of zeros in zstd', honestBomb('zstd'), 'payload-ratio'],
    ['160 MiB of zeros in xz', honestBomb('xz'), 'payload-ratio'],
    ['160 MiB of zeros in lzma', honestBomb('lzma'), 'payload-ratio'],
    ['160 MiB of zeros in gzip', honestBomb('gzip'), 'payload-ratio'],
    ['160 MiB of zeros in bzip2', honestBomb('bzip2'), 'payload-ratio'],
    ['directories without end in zstd', endlessDirectories('zstd'), 'payload-bomb'],
    ['directories without end in gzip', endlessDirectories('gzip'), 'payload-bomb'],
    ['a window of 2 GiB', widestZstd, 'payload-corrupt'],
    ['a dictionary of 4 GiB', widestLzma, 'payload-xz-memory'],
  ])(
    '%s',
    async (_what, make, rule) => {
      const { peak, ...outcome } = await outcomeOf(await make(), how);
      expect(outcome).toEqual({ ...SURVIVED, rule });
      expect(peak).toBeLessThan(MEMORY_LIMIT);
    },
    MINUTE,
  );
});

it('is refused by extract, and leaves nothing', async () => {
  const path = join(scratch(), 'bomb.rpm');
  writeFileSync(path, await endlessDirectories('gzip')());
  const root = scratch();
  const command = [...IN_TIME, RPMCOW, 'extract', path, '-C', root];
  const { status, stderr } = await run(command);
  expect(status).not.toBe(0);
  expect(stderr).toContain('by the headers');
  expect(readdirSync(root)).toEqual([]);
});

it.each<[string, Bomb, readonly string[]]>([
  ['zeros that the header declares', honestBomb('gzip'), []],
  ['directories without end', endlessDirectories('gzip'), ['payload-bomb']],
])('check foretells that %s are passed through', async (_what, make, rules) => {
  const path = join(scratch(), 'bomb.rpm');
  writeFileSync(path, await make());
  const { stdout } = await run([RPMCOW, 'check', '--format', 'json', path]);
  expect(stdout.toString()).toContain('"rpmcow": "pass-through"');
  for (const rule of rules) expect(stdout.toString()).toContain(`"rule": "${rule}"`);
});
