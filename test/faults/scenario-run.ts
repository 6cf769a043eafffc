/** Runs a scenario in a directory of its own, and says what is there before and after. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Environment } from '../cli/programs.ts';
import { type InjectedResult, type Injection, type Layer, runInjected } from './injected-run.ts';
import type { Expectation, Remains } from './judge-run.ts';
import { type Contents, contentsOf, digestOf } from './place.ts';
import type { Scenario } from './scenarios.ts';

export interface ScenarioRun extends InjectedResult, Remains {
  /** What was in the result's place before. */
  readonly before: Contents;
}

export interface RunWishes {
  readonly layer?: Layer;
  readonly injection?: Injection;
  /** A program that runs the program: `prlimit --nofile=20`. */
  readonly through?: readonly string[];
  readonly env?: Environment;
  /** Called when everything is laid out, before the program starts. */
  readonly prepare?: () => void;
  /** Sent after so many milliseconds. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: number };
}

/** @param place an empty directory. */
export async function runScenario(
  { lay, command: [program, ...args], stdin, stdout }: Scenario,
  place: string,
  { through = [], env, prepare, ...wishes }: RunWishes = {},
): Promise<ScenarioRun> {
  for (const name of ['in', 'out', 'tmp']) mkdirSync(join(place, name));
  lay(place);
  const before = contentsOf(join(place, 'out'));
  prepare?.();
  const result = await runInjected(
    {
      command: [...through, process.execPath, program!, ...args],
      cwd: place,
      env: { TMPDIR: join(place, 'tmp'), ...env },
      ...(stdin === undefined
        ? {}
        : { stdin: typeof stdin === 'string' ? join(place, stdin) : stdin }),
      ...(stdout === undefined ? {} : { stdout: join(place, stdout) }),
    },
    wishes,
  );
  return {
    ...result,
    before,
    inputs: contentsOf(join(place, 'in')),
    out: contentsOf(join(place, 'out')),
    temporaries: contentsOf(join(place, 'tmp')),
  };
}

/** What a scenario leaves when nothing fails: `run` runs it in a fresh directory. */
export async function learnScenario(
  scenario: Scenario,
  run: (wishes: RunWishes) => Promise<ScenarioRun>,
): Promise<{ readonly expected: Expectation; readonly clean: ScenarioRun }> {
  const clean = await run({ layer: 'record' });
  const withoutRpmkeys = await run({ env: { PATH: '/nonexistent' } });
  for (const { status, stderr, temporaries } of [clean, withoutRpmkeys]) {
    expect(status, stderr).toBe(0);
    expect([...temporaries]).toEqual([]);
  }
  const { stdout: written, judgesPipe = false, originals = [] } = scenario;
  const expected: Expectation = {
    before: written === undefined ? clean.before : new Map([['a', digestOf(new Uint8Array())]]),
    after: [clean.out, withoutRpmkeys.out],
    originals: new Set(originals.map(digestOf)),
    inputs: clean.inputs,
    piped: judgesPipe
      ? new Set([clean, withoutRpmkeys].map(({ stdout }) => digestOf(stdout)))
      : undefined,
  };
  return { expected, clean };
}
