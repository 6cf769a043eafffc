/** rpm2extents and where its result goes: valid bytes and 0, or nothing and not 0. */
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findings, RPM2EXTENTS, run, samplePackage, scratch } from './programs.ts';
import { smallDisk } from './small-disk.ts';

const COMMAND = [RPM2EXTENTS, 'SHA256'];

let original: Buffer;
let extents: Buffer;
beforeAll(async () => {
  original = await samplePackage();
  extents = (await run(COMMAND, { stdin: original })).stdout;
});

/** A file opened for the program, closed after the test. */
function opened(path: string, flags: string): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

it('writes a proven extents file into a pipe and says nothing', async () => {
  const result = await run(COMMAND, { stdin: original });
  expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
  expect(await findings(result.stdout)).toEqual([]);
});

it.each([
  ['an empty file', 'w+', Buffer.alloc(0)],
  ['an empty file that is written to only', 'w', Buffer.alloc(0)],
  ['an empty file that is appended to', 'a', Buffer.alloc(0)],
  ['a file that is appended to', 'a', Buffer.from('before\n')],
])('writes the same into %s', async (_what, flags, before) => {
  const path = join(scratch(), 'out');
  writeFileSync(path, before);
  const stdout = opened(path, flags);
  expect(await run(COMMAND, { stdin: original, stdout })).toMatchObject({ status: 0, stderr: '' });
  expect(Buffer.compare(readFileSync(path), Buffer.concat([before, extents]))).toBe(0);
});

it('overwrites what a file already had', async () => {
  const path = join(scratch(), 'out');
  writeFileSync(path, 'before');
  const stdout = opened(path, 'r+');
  expect(await run(COMMAND, { stdin: original, stdout })).toMatchObject({ status: 0 });
  expect(Buffer.compare(readFileSync(path), extents)).toBe(0);
});

it('reads a file as it reads a pipe, from where the descriptor stands', async () => {
  const path = join(scratch(), 'in');
  writeFileSync(path, Buffer.concat([Buffer.from('skipped'), original]));
  const stdin = opened(path, 'r');
  const command = ['sh', '-c', 'head -c 7 >/dev/null && exec "$@"', 'sh', ...COMMAND];
  const whole = join(scratch(), 'whole');
  writeFileSync(whole, original);

  const fromStart = await run(COMMAND, { stdin: opened(whole, 'r') });
  const fromOffset = await run(command, { stdin });

  expect(Buffer.compare(fromStart.stdout, extents)).toBe(0);
  expect(fromOffset).toMatchObject({ status: 0, stderr: '' });
  expect(Buffer.compare(fromOffset.stdout, extents)).toBe(0);
});

it('fails on a full device', async () => {
  const result = await run(COMMAND, { stdin: original, stdout: opened('/dev/full', 'w') });
  expect(result).toMatchObject({ status: 3, drained: true });
  expect(result.stderr).toMatch(/^rpm2extents: .*ENOSPC.*\n$/);
});

describe('on a small disk', () => {
  it('writes the original where only that fits', async () => {
    const disk = smallDisk('1m');
    if (disk === undefined) return;
    const path = join(disk, 'out');
    const result = await run(COMMAND, { stdin: original, stdout: opened(path, 'w+') });
    expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
    expect(Buffer.compare(readFileSync(path), original)).toBe(0);
  });

  it('fails where a file that is appended to cannot take the result', async () => {
    const disk = smallDisk('1m');
    if (disk === undefined) return;
    const path = join(disk, 'out');
    const result = await run(COMMAND, { stdin: original, stdout: opened(path, 'a') });
    expect(result).toMatchObject({ status: 3, drained: true });
  });

  it('leaves nothing where not even the original fits', async () => {
    const disk = smallDisk('8k');
    if (disk === undefined) return;
    const path = join(disk, 'out');
    const result = await run(COMMAND, { stdin: original, stdout: opened(path, 'w+') });
    expect(result).toMatchObject({ status: 3, drained: true });
    expect(result.stderr).toMatch(/^rpm2extents: .*ENOSPC.*\n$/);
    expect(statSync(path).size).toBe(0);
  });
});

it.each([
  ['result', (bytes: Buffer) => bytes],
  ['original', (bytes: Buffer) => bytes.subarray(0, -1)],
])(
  'fails where the reader of the %s goes away, but reads its own input to the end',
  async (_what, change) => {
    const input = change(await samplePackage({ compressor: 'none' }));
    const result = await run(COMMAND, { stdin: input, hangUp: true });
    expect(result).toMatchObject({ status: 3, signal: null, drained: true });
    expect(result.stderr).toMatch(/^rpm2extents: .*EPIPE.*\n$/);
  },
);
