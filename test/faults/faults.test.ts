/**
 * Every call to the machine fails once: the result is there whole, or not at all, and the message says why.
 *
 * Policy: the programs run without a fault first, which gives the points; then once for a fault at
 * each: a seeded sample by default, all of them with RPMCOW_FAULTS=all, more with a number.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loopVolume } from '../support/loop-volume.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { FaultMatrix } from './fault-matrix.ts';
import { type PassedPoint, SHORT } from './fault-point.ts';
import { type Injection, injectionsAt } from './injected-run.ts';
import { BAD_OUTCOMES, judgeRun, type Outcome } from './judge-run.ts';
import { learnScenario, type RunWishes, runScenario, type ScenarioRun } from './scenario-run.ts';
import { makeScenarios, type Scenario } from './scenarios.ts';

const WANTED = process.env['RPMCOW_FAULTS'] ?? '6';
const LIMIT = WANTED === 'all' ? Number.POSITIVE_INFINITY : Number(WANTED);
const SEED = Number(process.env['RPMCOW_SEED'] ?? 9);
const TIME_LIMIT_MS = 60 * 60 * 1000;
/** Calls that the kernel may do in part, or ask to do again: nobody must notice. */
const HARMLESS: readonly string[] = [SHORT, 'EINTR'];
const NAMES = [
  'transcode',
  'transcode over an old result',
  'transcode many, two threads',
  'transcode, xz blocks ahead',
  'transcode, digesting thread',
  'transcode, a wide window',
  'rpm2extents, file to file',
  'rpm2extents, pipe to file',
  'rpm2extents, pipe to pipe',
  'extract a package',
  'extract an extents file over an old tree',
  'transcode with contents of an earlier one',
];

let base = '';
let scenarios: readonly Scenario[];
const matrix = new FaultMatrix();
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'faults-'));
  scenarios = await makeScenarios();
  return () => rmSync(base, { recursive: true, force: true });
}, 120_000);

/** Runs a scenario in a fresh place below `directory`. */
async function runIn(
  directory: string,
  scenario: Scenario,
  wishes: RunWishes,
): Promise<ScenarioRun> {
  const place = mkdtempSync(join(directory, 'run-'));
  try {
    return await runScenario(scenario, place, wishes);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** A seeded sample, in which rare kinds of calls come first. */
function sampled(injections: readonly Injection[]): readonly Injection[] {
  const random = seededRandom(SEED);
  const seen = new Map<string, number>();
  return injections
    .map((injection) => ({ injection, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ injection }) => {
      const rank = seen.get(injection.operation) ?? 0;
      seen.set(injection.operation, rank + 1);
      return { injection, rank };
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LIMIT)
    .map(({ injection }) => injection);
}

type Choice = (points: readonly PassedPoint[]) => readonly Injection[];

/** Has the faults that `choose` takes strike a scenario, and expects that none of them does harm. */
async function expectNoHarm(name: string, choose: Choice): Promise<void> {
  const scenario = scenarios.find((each) => each.name === name)!;
  const disk = scenario.clones ? loopVolume('btrfs')?.path : undefined;
  const run = (wishes: RunWishes) => runIn(disk ?? base, scenario, wishes);
  const { expected, clean } = await learnScenario(scenario, run);
  const injections = choose(clean.points);
  expect(injections.length).toBeGreaterThan(0);
  const bad: unknown[] = [];
  for (const injection of injections) {
    const result = await run({ injection });
    const [struck] = result.points;
    const judged = judgeRun(injection, result, result, expected);
    const outcome = struck === undefined && !isBad(judged) ? 'not reached' : judged;
    const { thread, operation, ordinal, code } = injection;
    matrix.add(operation, `${name} ${thread} ${ordinal}`, outcome);
    if (!mayBe(outcome, code)) {
      const { status, signal, stderr } = result;
      const remains = [...result.out.keys(), ...result.temporaries.keys()];
      const subject = struck?.subject;
      bad.push({ outcome, injection, subject, status, signal, stderr, remains });
    }
  }
  expect(bad).toEqual([]);
}

describe('a fault at every point', () => {
  const choose: Choice = (points) => sampled(injectionsAt(points));
  test.each(NAMES)('%s', async (name) => await expectNoHarm(name, choose), TIME_LIMIT_MS);
});

describe('faults that did harm once', () => {
  test.each([
    ['transcode many, two threads', 'read', '/proc/self/limits'],
    ['transcode many, two threads', 'read', '/proc/self/cgroup'],
    ['rpm2extents, file to file', 'stat', 'descriptor 0'],
    ['rpm2extents, pipe to pipe', 'stat', 'descriptor 0'],
    ['transcode over an old result', 'spawn', 'rpmkeys'],
  ] as const)(
    '%s: %s of %s',
    async (name, operation, subject) => {
      await expectNoHarm(name, (points) =>
        injectionsAt(
          points.filter((point) => point.operation === operation && point.subject === subject),
        ),
      );
    },
    TIME_LIMIT_MS,
  );
});

function mayBe(outcome: Outcome, code: string): boolean {
  if (HARMLESS.includes(code)) return outcome === 'complete' || outcome === 'not reached';
  return !isBad(outcome);
}

function isBad(outcome: Outcome): boolean {
  return (BAD_OUTCOMES as readonly Outcome[]).includes(outcome);
}

afterAll(() => {
  if (matrix.faults === 0) return;
  console.log(`faults by kind of call, seed ${SEED}:\n${matrix.table()}`);
  expect(matrix.count('PARTIAL'), 'partial outputs').toBe(0);
  expect(matrix.count('INPUT CHANGED', 'LOST'), 'lost inputs and results').toBe(0);
  expect(matrix.count('not reached')).toBeLessThan(matrix.faults / 10);
});
