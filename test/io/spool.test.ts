import { spawnSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MachineError } from '../../src/io/machine-error.ts';
import { Spool } from '../../src/io/spool.ts';
import {
  openDescriptors,
  patternBytes,
  readAll,
  sameBytes,
  scratchDirectory,
  tinyDisk,
} from './scratch.ts';

let directory: string;
beforeEach(() => {
  directory = scratchDirectory();
  vi.stubEnv('TMPDIR', directory);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Which temporary files of spools this process has open, as the kernel names them. */
function spoolFiles(): string[] {
  const links: string[] = [];
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      const link = readlinkSync(`/proc/self/fd/${fd}`);
      if (link.includes('/rpmcow-')) links.push(link);
    } catch {
      // The descriptor that listed the directory.
    }
  }
  return links;
}

test('gives back what it got, in memory, on disk and on the way', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 });
  const property = fc.property(chunks, fc.nat(120), fc.integer({ min: 1, max: 50 }), (...args) => {
    const [pieces, memoryLimit, bufferSize] = args;
    const spool = new Spool(memoryLimit);
    try {
      for (const piece of pieces) spool.append(piece);
      const whole = Uint8Array.from(Buffer.concat(pieces));
      expect(spool.size).toBe(whole.length);
      expect(readAll(spool.reader(), bufferSize)).toEqual(whole);
      expect(readAll(spool.reader(), bufferSize)).toEqual(whole);
    } finally {
      spool.close();
    }
  });
  fc.assert(property, { numRuns: 200 });
});

test('goes to a file when it outgrows its memory, and nobody sees a name', () => {
  const spool = new Spool(1000);
  spool.append(patternBytes(1000));
  expect(spoolFiles()).toEqual([]);
  const reader = spool.reader();
  expect(reader.read(new Uint8Array(400))).toBe(400);
  spool.append(patternBytes(1));
  const [file, ...others] = spoolFiles();
  expect(others).toEqual([]);
  expect(file).toMatch(`${directory}/rpmcow-`);
  expect(file).toMatch(/ \(deleted\)$/);
  expect(readdirSync(directory)).toEqual([]);
  expect(readAll(reader)).toEqual(
    Uint8Array.from([...patternBytes(1000).slice(400), ...patternBytes(1)]),
  );
  spool.close();
  expect(spoolFiles()).toEqual([]);
});

test('keeps a copy: the caller may reuse its buffer', () => {
  const spool = new Spool();
  const buffer = Uint8Array.of(1, 2, 3);
  spool.append(buffer);
  buffer.fill(9);
  expect(readAll(spool.reader())).toEqual(Uint8Array.of(1, 2, 3));
});

test('each child process reads it from the start, whatever was read before', () => {
  const spool = new Spool();
  spool.append(Buffer.from('the whole content'));
  readAll(spool.reader());
  for (let i = 0; i < 2; i++) {
    const child = spawnSync('cat', { stdio: [spool.fd(), 'pipe', 'inherit'], encoding: 'utf8' });
    expect(child.stdout).toBe('the whole content');
  }
  spool.append(Buffer.from(', continued'));
  expect(Buffer.from(readAll(spool.reader())).toString()).toBe('the whole content, continued');
  spool.close();
});

test('leaks no descriptor', () => {
  const before = openDescriptors();
  for (let i = 0; i < 20; i++) {
    const spool = new Spool(10);
    spool.append(patternBytes(100));
    spool.fd();
    spool.fd();
    spool.close();
    spool.close();
  }
  expect(openDescriptors()).toBe(before);
});

test('takes the next directory where the first has no room for a name', () => {
  vi.stubEnv('TMPDIR', join(directory, 'missing'));
  const spool = new Spool(0);
  spool.append(patternBytes(10));
  expect(spoolFiles()[0]).toMatch(/^\/(var\/)?tmp\/rpmcow-/);
  spool.close();
});

test.for([
  ['while it is written to', 0],
  ['when memory is moved there', 2 * 1024 * 1024],
] as const)('a disk that fills up %s loses nothing that was stored', ([, memoryLimit], context) => {
  const disk = tinyDisk();
  if (disk === undefined) return context.skip();
  vi.stubEnv('TMPDIR', disk);
  const content = patternBytes(3_000_000);
  const spool = new Spool(memoryLimit);
  let offered = 0;
  let caught: unknown;
  try {
    for (; offered < content.length; offered += 100_000) {
      spool.append(content.subarray(offered, offered + 100_000));
    }
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(MachineError);
  expect(caught).toMatchObject({ code: 'ENOSPC' });
  expect(spool.size).toBeGreaterThanOrEqual(Math.max(offered, 1024 * 1024));
  expect(spool.size).toBeLessThan(offered + 100_000);
  const stored = content.subarray(0, spool.size);
  expect(sameBytes(readAll(spool.reader(), 65_536), stored)).toBe(true);
  spool.close();
});
