import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MachineError } from '../../src/io/machine-error.ts';
import { writeAll } from '../../src/io/write-all.ts';
import {
  ended,
  fifo,
  patternBytes,
  sameBytes,
  scratchDirectory,
  start,
  tinyDisk,
} from './scratch.ts';

function open(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

test('a non-blocking pipe that takes little at a time gets everything', async () => {
  const path = fifo();
  const content = patternBytes(1_000_000);
  const reader = start('sh', ['-c', `sleep 0.2; head -c ${content.length} <${path} | sha256sum`]);
  let output = '';
  reader.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const fd = open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const pieces: number[] = [];
  writeAll({ fd, name: 'the pipe' }, content, null, (n) => pieces.push(n));
  await ended(reader);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.reduce((a, b) => a + b)).toBe(content.length);
  expect(output.slice(0, 64)).toBe(createHash('sha256').update(content).digest('hex'));
});

test('explicit positions leave the offset alone', () => {
  const path = join(scratchDirectory(), 'file');
  writeFileSync(path, '..........');
  const target = { fd: open(path, 'r+'), name: path };
  writeAll(target, Buffer.from('xyz'), 5);
  writeAll(target, Buffer.from('ab'), null);
  writeAll(target, Buffer.from('cd'), null);
  expect(readFileSync(path, 'latin1')).toBe('abcd.xyz..');
});

test('a full disk: the progress tells what was written', (context) => {
  const disk = tinyDisk();
  if (disk === undefined) return context.skip();
  const path = join(disk, 'file');
  const content = patternBytes(3 * 1024 * 1024);
  let written = 0;
  let caught: unknown;
  try {
    writeAll({ fd: open(path, 'w'), name: path }, content, null, (n) => {
      written += n;
    });
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(MachineError);
  expect(caught).toMatchObject({ code: 'ENOSPC', subject: path });
  expect(written).toBe(1024 * 1024);
  expect(sameBytes(readFileSync(path), content.subarray(0, written))).toBe(true);
});
