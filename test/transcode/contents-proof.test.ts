/** Contents that two threads prove: the same verdict whoever digests what, and no thread left. */
import { createHash } from 'node:crypto';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { makeBreather } from '../../src/io/breathe.ts';
import { type FileSource, openFileSource } from '../../src/io/file-source.ts';
import { ContentsProof, type PlacedContent } from '../../src/transcode/contents-proof.ts';

const MIB = 1024 * 1024;
const SIZES = [0, 1, 4096, 300_000, 5 * MIB, ...Array(300).fill(100_000)];
/** Large enough for a thread of its own, or not. */
const LENGTHS = { 'by two threads': 64 * MIB, 'by one thread': 31 * MIB };

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'contents-proof-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A file of `length` bytes, and contents in it, each where the one before ends. */
function subject(length: number) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i += 997) bytes[i] = i % 251;
  let offset = 0;
  const contents = SIZES.map((size, index): PlacedContent => {
    const content = bytes.subarray(offset, offset + size);
    const digest = createHash('sha256').update(content).digest('hex');
    const placed = { offset, file: { index, path: `/${index}`, size, digest } as FileEntry };
    offset += size;
    return placed;
  });
  const path = join(directory, 'contents');
  return { bytes, contents: [...contents, contents[3]!], path };
}

/** The paths of contents that are not right. */
async function wrong(source: FileSource, contents: readonly PlacedContent[]): Promise<string[]> {
  const proof = new ContentsProof(source);
  try {
    await proof.begin('SHA256', contents);
    return (await proof.finish(makeBreather())).map(({ path }) => path!);
  } finally {
    await proof.end();
  }
}

describe.each(Object.entries(LENGTHS))('%s', (_, length) => {
  test('right contents, one of them twice', async () => {
    const { bytes, contents, path } = subject(length);
    writeFileSync(path, bytes);
    const source = openFileSource(path);
    expect(await wrong(source, contents)).toEqual([]);
    source.close();
  });

  test('every wrong one is named, in order', async () => {
    const { bytes, contents, path } = subject(length);
    for (const index of [1, 3, 4, 200]) {
      const { offset, file } = contents[index]!;
      bytes[offset + file.size - 1]! ^= 1;
    }
    writeFileSync(path, bytes);
    const source = openFileSource(path);
    expect(await wrong(source, contents)).toEqual(['/1', '/3', '/4', '/200', '/3']);
    source.close();
  });

  test('an empty content has a digest, too', async () => {
    const { bytes, contents, path } = subject(length);
    writeFileSync(path, bytes);
    const source = openFileSource(path);
    const [empty] = contents;
    const lie = { ...empty!, file: { ...empty!.file, digest: 'ab'.repeat(32) } };
    expect(await wrong(source, [lie, ...contents.slice(1)])).toEqual(['/0']);
    source.close();
  });

  test('what the other thread cannot read, this one reads', async () => {
    const { bytes, contents, path } = subject(length);
    writeFileSync(path, bytes);
    const source = openFileSource(path);
    const writable = openSync(path, constants.O_WRONLY);
    expect(await wrong({ ...source, fd: writable }, contents)).toEqual([]);
    closeSync(writable);
    source.close();
  });

  test('nobody waits for what nobody wants any more', async () => {
    const { bytes, contents, path } = subject(length);
    writeFileSync(path, bytes);
    const source = openFileSource(path);
    const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort');
    const before = ports();
    await new ContentsProof(source).end();
    const begun = new ContentsProof(source);
    await begun.begin('SHA256', contents);
    await begun.end();
    await begun.end();
    await setImmediate();
    expect(ports()).toEqual(before);
    source.close();
  });
});
