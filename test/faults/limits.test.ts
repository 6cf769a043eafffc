/**
 * Limits of a process: open files, the size of a file, memory.
 *
 * Policy: the kernel's own limits, from too small to enough; below what Node itself needs to start
 * nothing is expected but that nothing is harmed.
 */
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { RPMCOW } from '../cli/programs.ts';
import { BAD_OUTCOMES, judgeRun, same } from './judge-run.ts';
import { learnScenario, type RunWishes, runScenario, type ScenarioRun } from './scenario-run.ts';
import { makeScenarios, type Scenario } from './scenarios.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** From where on Node starts. */
const DESCRIPTORS = [20, 22, 24, 28, 40];
const SIZES = [0, 1, 100 * KIB, MIB];
const MEMORY_MIB = 256;

let scenarios: readonly Scenario[];
beforeAll(async () => {
  scenarios = [...(await makeScenarios()), await manyDirectories()];
}, 120_000);

const NAMES = [
  'transcode over an old result',
  'transcode many, two threads',
  'rpm2extents, pipe to file',
  'extract a package',
  'extract many directories',
];
const scenario = (name: string): Scenario => scenarios.find((each) => each.name === name)!;

/** Each needs a descriptor. */
async function manyDirectories(): Promise<Scenario> {
  const files = Array.from({ length: 200 }, (_, i) => ({
    path: `/opt/${i}/file`,
    type: 'regular' as const,
    content: `${i}`,
  }));
  const bytes = await writePackage({ name: 'directories', files });
  return {
    name: 'extract many directories',
    lay: (place) => writeFileSync(join(place, 'in/a.rpm'), bytes),
    command: [RPMCOW, 'extract', 'in/a.rpm', '-C', 'out'],
  };
}

async function runFresh(each: Scenario, wishes: RunWishes = {}): Promise<ScenarioRun> {
  const place = mkdtempSync(join(tmpdir(), 'limits-'));
  try {
    return await runScenario(each, place, wishes);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function underLimit(name: string, through: readonly string[], code: string) {
  const { expected } = await learnScenario(scenario(name), (w) => runFresh(scenario(name), w));
  const run = await runFresh(scenario(name), { through });
  const outcome = judgeRun({ operation: 'write', code }, run, run, expected);
  return { expected, run, outcome };
}

describe('a limit of open files', () => {
  test.each(NAMES)(
    '%s',
    async (name) => {
      const outcomes: string[] = [];
      for (const limit of DESCRIPTORS) {
        const through = ['prlimit', `--nofile=${limit}:${limit}`];
        const { expected, run, outcome } = await underLimit(name, through, 'EMFILE');
        outcomes.push(`${limit}: ${outcome}`);
        expect(['PARTIAL', 'INPUT CHANGED', 'LOST', 'LEFT OVER'], run.stderr).not.toContain(
          outcome,
        );
        // Node itself, or its threads, may find no descriptor, and say so in words of their own.
        if (run.status !== 0) expect(same(run.inputs, expected.inputs)).toBe(true);
      }
      console.log(`${name}: ${outcomes.join('; ')}`);
    },
    300_000,
  );
});

describe('a limit of the size of a file', () => {
  test.each(NAMES)(
    '%s',
    async (name) => {
      for (const limit of SIZES) {
        const { run, outcome } = await underLimit(name, ['prlimit', `--fsize=${limit}`], 'EFBIG');
        expect(BAD_OUTCOMES, `${limit}: ${run.stderr}`).not.toContain(outcome);
        if (limit === 0) expect(outcome).toBe('nothing');
      }
    },
    300_000,
  );
});

describe(`${MEMORY_MIB} MiB of memory`, () => {
  const GROUPS = '/sys/fs/cgroup/memory';

  test.each(['transcode, xz blocks ahead', 'transcode, digesting thread', ...NAMES])(
    '%s',
    async (name) => {
      const group = memoryGroup();
      if (group === undefined) return;
      const through = ['sh', '-c', `echo $$ > ${group}/cgroup.procs && exec "$@"`, 'sh'];
      const { run, outcome } = await underLimit(name, through, 'ENOMEM');
      expect(outcome, run.stderr).toBe('complete');
    },
    120_000,
  );

  /** A control group of that much memory, swap included; undefined, and said, where none can be made. */
  function memoryGroup(): string | undefined {
    for (const [root, file, swap] of [
      [GROUPS, 'memory.limit_in_bytes', 'memory.memsw.limit_in_bytes'],
      ['/sys/fs/cgroup', 'memory.max', 'memory.swap.max'],
    ] as const) {
      const group = join(root, `rpmcow-${process.pid}-${Math.random().toString(36).slice(2)}`);
      try {
        mkdirSync(group);
        onTestFinished(() => rmdirSync(group));
        writeFileSync(join(group, file), String(MEMORY_MIB * MIB));
        if (root === GROUPS) return group;
        writeFileSync(join(group, swap), '0');
        return group;
      } catch (error) {
        console.warn(`no control group of ${root} can be used here: ${error}`);
      }
    }
    return undefined;
  }
});
