/** Many packages over worker threads: records in order, the same as without threads, few at once. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { inOrder } from '../../src/transcode/in-order.ts';
import { transcodeAll } from '../../src/transcode/pool.ts';
import type { TranscodeRecord, TranscodeTask } from '../../src/transcode/task.ts';
import { scratchDirectory } from '../io/scratch.ts';

/** Work whose end the test decides. */
function controlled() {
  const ends: (() => void)[] = [];
  const work = (item: number) =>
    new Promise<number>((resolve) => {
      ends.push(() => resolve(item));
    });
  return { work, ends };
}

describe('inOrder', () => {
  it('keeps the order and the limit, whatever ends first', async () => {
    const waits = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(waits, fc.integer({ min: 1, max: 6 }), async (items, limit) => {
        let running = 0;
        let most = 0;
        const results: number[] = [];
        const work = async (turns: number) => {
          most = Math.max(most, ++running);
          for (let turn = 0; turn < turns; turn++) await setImmediate();
          running--;
          return turns;
        };
        for await (const result of inOrder(items, limit, work)) results.push(result);
        expect(results).toEqual(items);
        expect(most).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 50 },
    );
  });

  it('goes on behind one that takes long', async () => {
    const { work, ends } = controlled();
    const results = inOrder([0, 1, 2, 3, 4, 5], 2, work);
    const first = results.next();
    await setImmediate();
    for (const n of [1, 2, 3, 4]) {
      ends[n]!();
      await setImmediate();
      expect(ends).toHaveLength(n + 2);
    }
    ends[0]!();
    expect(await first).toEqual({ done: false, value: 0 });
  });

  it('takes nothing while nobody asks', async () => {
    const { work, ends } = controlled();
    const results = inOrder([0, 1, 2, 3, 4, 5], 2, work);
    const first = results.next();
    await setImmediate();
    for (const end of ends) end();
    await first;
    await setImmediate();
    expect(ends).toHaveLength(2);
  });
});

describe('transcodeAll', () => {
  const NAMES = ['one.rpm', 'page.rpm', 'two.rpm', 'missing.rpm', 'three.rpm', 'cut.rpm'];
  let directory = '';
  beforeEach(async () => {
    directory = scratchDirectory();
    mkdirSync(join(directory, 'in'));
    for (const [i, name] of ['one', 'two', 'three'].entries()) {
      const content = `${name}\n`.repeat(100_000 * (3 - i));
      const files = [{ path: `/opt/${name}`, type: 'regular', content } as const];
      writeFileSync(join(directory, 'in', `${name}.rpm`), await writePackage({ name, files }));
    }
    const whole = readFileSync(join(directory, 'in/one.rpm'));
    writeFileSync(join(directory, 'in/cut.rpm'), whole.subarray(0, -1));
    writeFileSync(join(directory, 'in/page.rpm'), '<!DOCTYPE html>');
  });

  function tasks(output: string): TranscodeTask[] {
    return NAMES.map((name) => ({
      path: join(directory, 'in', name),
      output: join(directory, output, name),
      settings: { digests: ['SHA256'], blockSize: 4096, nokey: 'record', nativeFree: false },
      sha256: true,
    }));
  }

  async function all(output: string, workers: number): Promise<TranscodeRecord[]> {
    const records: TranscodeRecord[] = [];
    for await (const record of transcodeAll(tasks(output), workers)) records.push(record);
    return records;
  }

  it('gives the same records and results with threads as without', async () => {
    const alone = await all('alone', 1);
    expect(alone.map(({ outcome }) => outcome)).toEqual([
      'transcoded',
      'refused',
      'transcoded',
      'refused',
      'transcoded',
      'pass-through',
    ]);
    const elsewhere = (record: TranscodeRecord) =>
      record.output === null
        ? record
        : { ...record, output: record.output.replace('/alone/', '/threads/') };
    expect(await all('threads', 3)).toEqual(alone.map(elsewhere));
    for (const { output, size, sha256 } of alone) {
      if (output === null) continue;
      const bytes = readFileSync(output);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(bytes.length).toBe(size);
      expect(bytes.equals(readFileSync(output.replace('/alone/', '/threads/')))).toBe(true);
    }
  });

  it('says why there is no result', async () => {
    const records = await all('out', 2);
    expect(records[1]).toMatchObject({
      because: [{ rule: 'lead-magic' }],
      error: expect.stringMatching(/page\.rpm: lead at offset 0: .*rpm says/),
    });
    expect(records[3]).toMatchObject({
      because: [{ rule: 'machine' }],
      error: expect.stringMatching(/^cannot open .*missing\.rpm: .*ENOENT/),
    });
    expect(readdirSync(join(directory, 'out')).sort()).toEqual([
      'cut.rpm',
      'one.rpm',
      'three.rpm',
      'two.rpm',
    ]);
  });

  it('takes no task while nobody asks', async () => {
    let taken = 0;
    const counted = (function* () {
      for (const task of [...tasks('out'), ...tasks('again'), ...tasks('third')]) {
        taken++;
        yield task;
      }
    })();
    const records = transcodeAll(counted, 2);
    await records.next();
    const before = taken;
    await setTimeout(200);
    expect(taken).toBe(before);
    await records.return();
  });
});
