/**
 * Every bomb and every lie, given to every command that reads it: over within two seconds of the
 * processor and 160 MiB, with a clear answer, and nothing left.
 *
 * Policy: the built programs, each in a process of its own, whose time and memory are measured
 * whole. What passes through is the input, byte for byte.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RPM2EXTENTS, RPMCOW, scratch } from '../../cli/programs.ts';
import { measuredRun } from '../../memory/measured-run.ts';
import * as extents from './extents-bombs.ts';
import * as header from './header-bombs.ts';
import * as payload from './payload-bombs.ts';

/** MiB. */
const MEMORY_LIMIT = 160;
/** Ends a program that computes for longer: seconds of the processor, whatever else runs here. */
const IN_TIME = ['sh', '-c', 'ulimit -t 2 && exec "$@"', 'sh'];
const MINUTES = 180_000;

/** What a package becomes, and the rule where it passes through. */
type Answer = 'transcoded' | `passes: ${string}`;

const PACKAGES: readonly (readonly [string, payload.Bomb, Answer])[] = [
  ['160 MiB of zeros in zstd', payload.honestBomb('zstd'), 'passes: payload-ratio'],
  ['160 MiB of zeros in xz', payload.honestBomb('xz'), 'passes: payload-ratio'],
  ['160 MiB of zeros in lzma', payload.honestBomb('lzma'), 'passes: payload-ratio'],
  ['160 MiB of zeros in gzip', payload.honestBomb('gzip'), 'passes: payload-ratio'],
  ['160 MiB of zeros in bzip2', payload.honestBomb('bzip2'), 'passes: payload-ratio'],
  ['directories without end in zstd', payload.endlessDirectories('zstd'), 'passes: payload-bomb'],
  ['directories without end in gzip', payload.endlessDirectories('gzip'), 'passes: payload-bomb'],
  ['a zstd window of 2 GiB', payload.widestZstd, 'passes: payload-corrupt'],
  ['an lzma dictionary of 4 GiB', payload.widestLzma, 'passes: payload-xz-memory'],
  ['an xz dictionary of 4 GiB', payload.widestXz, 'passes: payload-xz-memory'],
  ['a member name of 4096 bytes', payload.longName(4096), 'passes: cpio-not-in-header'],
  ['a member name of 4097 bytes', payload.longName(4097), 'passes: cpio-field'],
  ['a file of 2^63 bytes', header.hugeFile, 'passes: file-size-range'],
  ['2^32 names', header.manyNames, 'passes: hdr-entry-bad'],
  ['a million empty names', header.emptyNames, 'passes: file-array-length'],
  ['arrays that share their data', header.sharedArrays, 'passes: hdr-entry-bad'],
  ['an index of 16 MiB', header.largeIndex, 'passes: hdr-length'],
  ['data of 256 MiB', header.longData, 'passes: hdr-length'],
  ['links in a circle', header.symlinkLoop, 'passes: file-path-conflict'],
  ['10,000 names of one file', header.manyLinks, 'transcoded'],
  ['paths of a thousand levels', header.deepPaths, 'transcoded'],
];

const EXTENTS: readonly (readonly [string, payload.Bomb, string])[] = [
  ['2^31 keys', extents.manyKeys, 'records'],
  ['keys of 2^31 bytes', extents.longKeys, 'a digest of'],
  ['2^31 digests of the input', extents.manyDigests, 'digest count'],
  ['a verdict of 2^62 bytes', extents.longVerdict, 'text'],
  ['a table behind the end', extents.farTable, 'offsets'],
  ['sections within the headers', extents.tableInHeader, 'checksig'],
  ['contents on top of each other', extents.overlapping, 'cow-'],
  ['contents behind the end', extents.pastTheEnd, 'cow-'],
];

/** Runs a command within its limits. */
async function bounded(
  command: readonly string[],
  streams: { readonly stdin?: number; readonly stdout?: number } = {},
) {
  const result = await measuredRun([...IN_TIME, ...command], streams);
  expect(result.signal, command.join(' ')).toBeNull();
  expect(result.peak, command.join(' ')).toBeLessThan(MEMORY_LIMIT);
  return result;
}

/** Check says what comes of the package, and names the rule among others. */
function expectForetold(json: Buffer, answer: Answer): void {
  const { rpmcow, because } = JSON.parse(json.toString()).packages[0].prediction;
  const [outcome, rule] = answer.split(': ');
  expect(rpmcow).toBe(outcome === 'passes' ? 'pass-through' : outcome);
  if (rule !== undefined) expect(because).toContain(rule);
}

function opened(path: string, flags: string): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

function placed(bytes: Uint8Array): { directory: string; path: string; root: string } {
  const directory = scratch();
  const path = join(directory, 'bomb.rpm');
  const root = join(directory, 'root');
  writeFileSync(path, bytes);
  mkdirSync(root);
  return { directory, path, root };
}

describe('packages', () => {
  test.each(PACKAGES)(
    '%s',
    async (_what, make, answer) => {
      const bytes = await make();
      const { directory, path, root } = placed(bytes);
      const check = await bounded([RPMCOW, 'check', '--format', 'json', path]);
      expectForetold(check.stdout, answer);

      const out = join(directory, 'out.rpm');
      const streams = { stdin: opened(path, 'r'), stdout: opened(out, 'w') };
      const { status, stderr } = await bounded([RPM2EXTENTS, '-v', 'SHA256'], streams);
      expect(status, stderr).toBe(0);
      const passed = Buffer.compare(readFileSync(out), bytes) === 0;
      // All that was said, where no rule is: it tells what happened instead.
      const [, rule = stderr] = /\[([\w-]+)\]\n$/.exec(stderr) ?? [];
      expect(passed ? `passes: ${rule}` : 'transcoded').toBe(answer);

      const extents = join(directory, 'out.extents');
      await bounded([RPMCOW, 'transcode', path, '-o', extents]);
      if (existsSync(extents)) await bounded([RPMCOW, 'verify', extents]);

      const extracted = await bounded([RPMCOW, 'extract', path, '-C', root]);
      if (extracted.status !== 0) expect(readdirSync(root)).toEqual([]);

      // With one worker: each further one has its share of memory, whatever it judges.
      const state = join(scratch(), 'state');
      const audit = [RPMCOW, 'audit', directory, '--depth', 'payload', '-j', '1'];
      await bounded([...audit, '--state', state]);
    },
    MINUTES,
  );
});

describe('extents files', () => {
  test.each(EXTENTS)(
    '%s',
    async (_what, make, says) => {
      const { path, root } = placed(await make());
      const verified = await bounded([RPMCOW, 'verify', path]);
      expect(verified.status).not.toBe(0);
      expect(`${verified.stdout}${verified.stderr}`).toContain(says);
      await bounded([RPMCOW, 'check', '--format', 'json', path]);
      const { status } = await bounded([RPMCOW, 'extract', path, '-C', root]);
      expect(status).not.toBe(0);
      expect(readdirSync(root)).toEqual([]);
    },
    MINUTES,
  );
});
