/** The fuzzer itself: what it finds, keeps, saves and repeats. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import type { Find } from './engine/finds.ts';
import { fuzz, type RoundReport, tryInput } from './engine/fuzz.ts';
import { minimise } from './engine/minimise.ts';
import { inputMaker } from './mutate/mutate-input.ts';
import { TARGETS } from './odd-targets.ts';

const MODULE = new URL('odd-targets.ts', import.meta.url).href;
const MINUTE = 60_000;
/** Seconds of the processor. */
const TIME_LIMIT = 0.4;

interface Outcome {
  readonly finds: readonly Find[];
  readonly rounds: readonly RoundReport[];
  readonly left: readonly string[];
}

async function fuzzed(name: string, runs: number, jobs = 1): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), 'fuzz-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const rounds: RoundReport[] = [];
  const finds = await fuzz({
    module: MODULE,
    targets: [{ name, runs }],
    seed: 1,
    jobs,
    timeLimit: TIME_LIMIT,
    finds: join(directory, 'finds'),
    onRound: (round) => rounds.push(round),
    onFind: () => {},
  });
  return { finds, rounds, left: readdirSync(directory) };
}

describe('what a target does', () => {
  test(
    'nothing: inputs that reach new code are kept, and it is all repeatable',
    async () => {
      const first = await fuzzed('sound', 3000);
      expect(first.finds).toEqual([]);
      expect(first.left).toEqual([]);
      const [{ runs, kept, reached }] = first.rounds as [RoundReport];
      expect(runs).toBe(3000);
      expect(kept).toBeGreaterThan(0);
      expect(reached).toBeGreaterThan(0);
      const [again] = (await fuzzed('sound', 3000, 2)).rounds as [RoundReport];
      expect({ ...again, seconds: 0 }).toEqual({ ...first.rounds[0], seconds: 0 });
    },
    MINUTE,
  );

  test.each([
    ['crash', [7]],
    ['hang', [7]],
    ['memory', [7]],
    ['death', [7]],
  ] as const)(
    '%s: told once, saved as small as it gets, and repeatable',
    async (kind, smallest) => {
      const { finds, rounds } = await fuzzed(kind, 3);
      expect(finds.map((find) => find.kind)).toEqual([kind]);
      const { path, target } = finds[0]!;
      expect([...readFileSync(path)]).toEqual(smallest);
      expect(rounds[0]!.runs).toBe(3);
      const { crashes, end } = await tryInput({ module: MODULE, target, input: path }, TIME_LIMIT);
      expect(crashes.length > 0 ? 'crash' : end.kind).toBe(kind);
    },
    MINUTE,
  );
});

describe('minimise', () => {
  test('leaves out what is not needed, and asks no more often than it may', async () => {
    const input = seededRandom(1).bytes(1000);
    input.set([1, 2, 3], 500);
    let asked = 0;
    const shows = async (bytes: Uint8Array) => {
      asked++;
      return Buffer.from(bytes).includes(Buffer.from([1, 2, 3]));
    };
    expect([...(await minimise(input, shows, 5000))]).toEqual([1, 2, 3]);
    asked = 0;
    expect((await minimise(input, shows, 4)).length).toBeGreaterThan(3);
    expect(asked).toBe(4);
  });
});

test('the same generator makes the same inputs, and they are others than the seeds', () => {
  const [target] = TARGETS;
  const pool = [Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])];
  const make = inputMaker(target!);
  const inputs = () => {
    const random = seededRandom(5);
    return Array.from({ length: 200 }, () => Buffer.from(make(random, pool)).toString('hex'));
  };
  expect(inputs()).toEqual(inputs());
  expect(new Set(inputs()).size).toBeGreaterThan(100);
});
