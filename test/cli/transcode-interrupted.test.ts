/** The verb transcode while it works: signals, and an input that changes under it. */
import {
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { ended, environment, findings, RPMCOW, samplePackage, scratch, start } from './programs.ts';

const MIB = 1024 * 1024;

/** Enough to be interrupted in, and stored as it is, so that it is soon made. */
let original: Buffer;
beforeAll(async () => {
  const content = Buffer.alloc(96 * MIB, 'copy on write\n');
  const files = [{ path: '/opt/big', type: 'regular', content } as const];
  original = await samplePackage({ compressor: 'none', files });
}, 60_000);

let directory = '';
let input = '';
let output = '';
beforeEach(() => {
  directory = scratch();
  input = join(directory, 'in.rpm');
  output = join(directory, 'out');
  writeFileSync(input, original);
});

/** Whether a process has a file without a name in the directory: its result while it is made. */
function isWriting(pid: number): boolean {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.some((link) => link.startsWith(`${directory}/#`));
}

/** A transcoding whose result is begun and not finished. */
async function underWay() {
  const child = start([RPMCOW, 'transcode', '-q', input, '-o', output], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: environment(),
  });
  const end = ended(child);
  while (!isWriting(child.pid!)) {
    if (child.exitCode !== null) throw new Error('it was over before it could be interrupted');
    await setTimeout(2);
  }
  return { child, end };
}

it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
  'ended by %s leaves nothing',
  async (signal) => {
    const { child, end } = await underWay();
    child.kill(signal);
    expect(await end).toEqual({ status: null, signal });
    expect(readdirSync(directory)).toEqual(['in.rpm']);
  },
);

it.each([
  ['vanishes', () => unlinkSync(input)],
  [
    'is replaced',
    () => {
      const other = join(directory, 'other');
      writeFileSync(other, 'something else');
      renameSync(other, input);
    },
  ],
])('reads on when its input %s', async (_what, change) => {
  const { end } = await underWay();
  change();
  expect(await end).toEqual({ status: 0, signal: null });
  expect(await findings(readFileSync(output))).toEqual([]);
});

it('fails when its input becomes shorter', async () => {
  const { end } = await underWay();
  truncateSync(input, 10_000);
  expect(await end).toEqual({ status: 3, signal: null });
  expect(readdirSync(directory)).toEqual(['in.rpm']);
});
