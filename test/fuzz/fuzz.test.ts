/**
 * Every fuzz target for a moment: the seeds, and the same few inputs made of them every time.
 *
 * Policy: in this process and without coverage, so that it is quick; `npm run fuzz` is the long run.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import { fuzzRound, unexpectedError } from './engine/fuzz-round.ts';
import { removeFuzzDirectory } from './input-file.ts';
import { shareRuns } from './share-runs.ts';
import { TARGETS } from './targets.ts';

afterAll(removeFuzzDirectory);

const RUNS = 8_000;
const SEED = 1;

const shares = new Map(shareRuns(TARGETS, RUNS).map(({ name, runs }) => [name, runs]));

describe('nothing but expected errors', () => {
  test.each(TARGETS.map((target) => [target.name, target] as const))('%s', async (name, target) => {
    const runs = shares.get(name)!;
    const summary = await fuzzRound(target, {
      runs,
      random: seededRandom(SEED),
      coverage: undefined,
      execute: (input) => unexpectedError(target, input),
      onFind(input, error) {
        throw new Error(`found by ${Buffer.from(input).toString('base64')}`, { cause: error });
      },
    });
    expect(summary.runs).toBe(runs);
  });
});

test('the names of targets are words, each another', () => {
  const names = TARGETS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
});

test('runs are shared by weight, and every target has one', () => {
  const shared = shareRuns(
    [
      { name: 'a', weight: 3 },
      { name: 'b', weight: 1 },
    ],
    8,
  );
  expect(shared).toEqual([
    { name: 'a', runs: 6 },
    { name: 'b', runs: 2 },
  ]);
  expect(
    shareRuns(
      [
        { name: 'a', weight: 100 },
        { name: 'b', weight: 1 },
      ],
      2,
    )[1]!.runs,
  ).toBe(1);
});
