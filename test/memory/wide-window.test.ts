/**
 * A package whose zstd window is the widest that rpm reads: every verb that decodes it stays within
 * 160 MiB, confined or not.
 *
 * Policy: the content needs the window, and is no bomb.
 */
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { RPM2EXTENTS, RPMCOW, scratch } from '../cli/programs.ts';
import { farReaching, withWidestWindow } from '../support/wide-window.ts';
import { type MeasuredRun, measuredRun } from './measured-run.ts';

const MIB = 1024 * 1024;
const LIMIT_MIB = 160;

let bytes: Uint8Array;
beforeAll(async () => {
  const content = farReaching(150 * MIB);
  const file = { path: '/opt/far', type: 'regular', content } as const;
  const narrow = await writePackage({ name: 'far', files: [file], compressor: 'zstd' });
  bytes = withWidestWindow(narrow);
}, 60_000);

let path: string;
beforeEach(() => {
  path = join(scratch(), 'far.rpm');
  writeFileSync(path, bytes);
});

function expectWithin({ status, stderr, peak }: MeasuredRun): void {
  expect(status, stderr).toBe(0);
  expect(peak).toBeLessThan(LIMIT_MIB);
}

test('check', async () => {
  expectWithin(await measuredRun([RPMCOW, 'check', path]));
}, 60_000);

test('transcode', async () => {
  const out = join(scratch(), 'out');
  expectWithin(await measuredRun([RPMCOW, 'transcode', path, '-o', out]));
  expectWithin(await measuredRun([RPMCOW, 'verify', out]));
}, 60_000);

test('extract', async () => {
  const root = join(scratch(), 'root');
  mkdirSync(root);
  expectWithin(await measuredRun([RPMCOW, 'extract', path, '-C', root]));
}, 60_000);

test('rpm2extents, which is confined', async () => {
  const out = join(scratch(), 'out');
  const stdin = openSync(path, 'r');
  const stdout = openSync(out, 'w+');
  onTestFinished(() => {
    closeSync(stdin);
    closeSync(stdout);
  });
  const result = await measuredRun([RPM2EXTENTS, '-v', 'SHA256'], { stdin, stdout });
  expectWithin(result);
  expect(result.stderr).toContain(': transcoded (1 file, 1 extent)\n');
}, 60_000);
