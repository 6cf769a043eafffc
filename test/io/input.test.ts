import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { InputStream } from '../../src/io/input.ts';
import { MachineError } from '../../src/io/machine-error.ts';
import { Spool } from '../../src/io/spool.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { splitReader } from '../support/split-reader.ts';
import { patternBytes, readAll, sameBytes, tinyDisk } from './scratch.ts';

function sha256(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(bytes).digest());
}

test('counts, digests and keeps every byte, however they come', () => {
  const property = fc.property(fc.integer(), fc.nat(5000), fc.nat(5000), (seed, length, limit) => {
    const content = patternBytes(length);
    const spool = new Spool(limit);
    try {
      const source = splitReader(content, seededRandom(seed));
      const input = new InputStream(source, ['SHA256', 'MD5', 'SHA256'], spool);
      expect(readAll(input, 700)).toEqual(content);
      expect(input.length).toBe(length);
      const { digests, ...summary } = input.finish();
      expect(summary).toEqual({ length });
      expect(digests.map(({ name }) => name)).toEqual(['SHA256', 'MD5', 'SHA256']);
      expect(digests[2]).toEqual({ name: 'SHA256', digest: sha256(content) });
      expect(readAll(spool.reader())).toEqual(content);
    } finally {
      spool.close();
    }
  });
  fc.assert(property, { numRuns: 50 });
});

test('drains what was not read, breathing between the pieces', async () => {
  const content = patternBytes(3_000_000);
  const input = new InputStream(splitReader(content, [1_000_000]), ['SHA256']);
  input.read(new Uint8Array(10));
  let pauses = 0;
  await input.drain(async () => {
    pauses++;
  });
  expect(pauses).toBe(3);
  expect(input.finish()).toEqual({
    length: 3_000_000,
    digests: [{ name: 'SHA256', digest: sha256(content) }],
  });
});

test('has no result before the end was seen', () => {
  const input = new InputStream(splitReader(patternBytes(10), [10]), ['SHA256']);
  expect(() => input.finish()).toThrow(TypeError);
  input.read(new Uint8Array(10));
  expect(() => input.finish()).toThrow(TypeError);
  input.read(new Uint8Array(10));
  expect(input.finish().length).toBe(10);
});

test('gives the original back: what passed, then what is to come', () => {
  const property = fc.property(fc.nat(3000), fc.nat(3000), (length, alreadyRead) => {
    const content = patternBytes(length);
    const spool = new Spool();
    const input = new InputStream(splitReader(content, [100]), ['SHA256'], spool);
    while (input.length < Math.min(alreadyRead, length)) input.read(new Uint8Array(70));
    const spooled = spool.size;
    expect(readAll(input.original(), 99)).toEqual(content);
    expect(spool.size).toBe(spooled);
    expect(input.finish().digests).toEqual([{ name: 'SHA256', digest: sha256(content) }]);
  });
  fc.assert(property, { numRuns: 50 });
});

test('without a spool there is no original', () => {
  expect(() => new InputStream(splitReader(patternBytes(10), [10])).original()).toThrow(TypeError);
});

test('a spool that fails costs nothing: the original is still complete', (context) => {
  const disk = tinyDisk();
  if (disk === undefined) return context.skip();
  vi.stubEnv('TMPDIR', disk);
  const content = patternBytes(4_000_000);
  const spool = new Spool(1000);
  const input = new InputStream(splitReader(content, [300_001]), ['SHA256'], spool);
  const buffer = new Uint8Array(1024 * 1024);
  let caught: unknown;
  try {
    while (input.read(buffer) > 0);
  } catch (error) {
    caught = error;
  }
  vi.unstubAllEnvs();
  expect(caught).toBeInstanceOf(MachineError);
  expect(caught).toMatchObject({ code: 'ENOSPC' });
  buffer.fill(0);
  expect(spool.size).toBe(1024 * 1024);
  expect(sameBytes(readAll(input.original(), 65_536), content)).toBe(true);
  expect(input.finish()).toEqual({
    length: content.length,
    digests: [{ name: 'SHA256', digest: sha256(content) }],
  });
  spool.close();
});

test('a source that fails passes its error on, and is not taken for ended', () => {
  const input = new InputStream({
    read() {
      throw new MachineError({ doing: 'read', subject: 'standard input', code: 'EIO' });
    },
  });
  expect(() => input.read(new Uint8Array(1))).toThrow('EIO');
  expect(() => input.finish()).toThrow(TypeError);
});
