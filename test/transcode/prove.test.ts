/** Extents files from their paths: verdicts in order, the same with threads as without. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ProofResult, proveFile } from '../../src/transcode/prove.ts';
import { proveAll } from '../../src/transcode/prove-all.ts';
import { scratchDirectory } from '../io/scratch.ts';
import { flipped, type VerifySubject, verifySubject } from './verify-subject.ts';

let subject: VerifySubject;
beforeAll(async () => {
  subject = await verifySubject();
});
afterAll(() => subject.remove());

function place(name: string, bytes: Uint8Array): string {
  const path = join(scratchDirectory(), name);
  writeFileSync(path, bytes);
  return path;
}

async function all(paths: readonly string[], workers: number): Promise<ProofResult[]> {
  const results: ProofResult[] = [];
  for await (const result of proveAll(paths, workers)) results.push(result);
  return results;
}

it('gives the same verdicts with threads as without, in their order', async () => {
  const good = place('good', subject.extents);
  const broken = place('broken', flipped(subject.extents, 8192));
  const paths = [good, broken, subject.original, 'missing', good, broken, good];
  const alone = await all(paths, 1);
  const verdicts = alone.map((result) =>
    result.kind === 'read' ? result.record.proven : result.unreadable.code,
  );
  expect(verdicts).toEqual([true, false, 'BAD_MAGIC', 'ENOENT', true, false, true]);
  expect(await all(paths, 3)).toEqual(alone);
});

it('takes no file while nobody asks', async () => {
  const path = place('good', subject.extents);
  let taken = 0;
  function* endless() {
    for (; ; taken++) yield path;
  }
  const results = proveAll(endless(), 2);
  await results.next();
  const before = taken;
  await setTimeout(100);
  expect(taken).toBe(before);
  await results.return();
});

it('tells what it reads', async () => {
  const path = place('good', subject.extents);
  let read = 0;
  const onRead = (bytes: number) => {
    read += bytes;
  };
  expect(await proveFile(path, { onRead })).toEqual(await proveFile(path));
  expect(read).toBeGreaterThanOrEqual(subject.extents.length);
});

it('names the original where that is what cannot be read', async () => {
  const path = place('good', subject.extents);
  const original = place('original', new TextEncoder().encode('<!DOCTYPE html>'));
  expect(await proveFile(path, { against: original })).toMatchObject({
    kind: 'unreadable',
    unreadable: { path: original, section: 'lead' },
  });
});
