/**
 * Signals at random moments: the result is whole or not there, and the input is as it was.
 *
 * Policy: SIGTERM and SIGINT leave nothing else; SIGKILL, of which nobody is told, may leave files
 * under temporary names where files without a name cannot be used. A seed gives the moments.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import type { Expectation } from './judge-run.ts';
import { same } from './judge-run.ts';
import { learnScenario, type RunWishes, runScenario, type ScenarioRun } from './scenario-run.ts';
import { makeScenarios, type Scenario } from './scenarios.ts';

const SEED = Number(process.env['RPMCOW_SEED'] ?? 9);
const ROUNDS = Number(process.env['RPMCOW_ROUNDS'] ?? 2);
/** What extract and transcode make before it has its name. */
const TEMPORARY = /(^|\/)\.rpmcow-[0-9a-f]+-\d+(\/|$)|\.rpmcow-tmp$/;
const NAMES = [
  'transcode over an old result',
  'transcode many, two threads',
  'transcode, xz blocks ahead',
  'extract a package',
  'extract an extents file over an old tree',
];

let scenarios: readonly Scenario[];
beforeAll(async () => {
  scenarios = await makeScenarios();
}, 120_000);

async function runFresh(scenario: Scenario, wishes: RunWishes): Promise<ScenarioRun> {
  const place = mkdtempSync(join(tmpdir(), 'signals-'));
  try {
    return await runScenario(scenario, place, wishes);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Paths that are neither what was there nor what is to be there. */
function strange({ out }: ScenarioRun, { before, after }: Expectation): string[] {
  return [...out]
    .filter(([path, content]) => before.get(path) !== content)
    .filter(([path, content]) => !after.some((contents) => contents.get(path) === content))
    .map(([path]) => path);
}

describe.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('%s', (signal) => {
  test.each(NAMES)(
    '%s',
    async (name) => {
      const scenario = scenarios.find((each) => each.name === name)!;
      const start = performance.now();
      const { expected } = await learnScenario(scenario, (wishes) => runFresh(scenario, wishes));
      // Two runs were needed for that; the first half of one is Node, starting.
      const usual = (performance.now() - start) / 2;
      const random = seededRandom(SEED);
      const ends: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const after = usual * (0.2 + 0.5 * random());
        const run = await runFresh(scenario, { signal: { name: signal, after } });
        expect(same(run.inputs, expected.inputs)).toBe(true);
        const odd = strange(run, expected);
        const allowed = signal === 'SIGKILL' ? odd.filter((path) => !TEMPORARY.test(path)) : odd;
        expect(allowed, `${signal} after ${after} ms`).toEqual([]);
        expect([...run.temporaries.keys()]).toEqual([]);
        expect([signal, null]).toContain(run.signal);
        for (const path of expected.before.keys()) expect(run.out.has(path), path).toBe(true);
        ends.push(run.signal === null ? `status ${run.status}` : 'ended');
      }
      console.log(`${signal}, ${name}: ${ends.join(', ')}`);
    },
    300_000,
  );
});
