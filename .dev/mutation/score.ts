/**
 * The mutation score of the parsers and the transcoder: of a sample of small faults, how many some
 * test finds. The command `npm run mutation`: see --help.
 *
 * Policy: works on a copy of the tree, so that nobody stumbles over a fault. The copy's tests pass
 * without one, or there is no score. A test that computes for minutes has found the fault.
 * The exit status is 1 below 80 %.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { type Mutant, mutantsOf, withMutant } from './mutants.ts';
import { testTiers } from './test-tiers.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const MUTATED = ['native-free-parsers', 'src/transcode'];
const COPIED = ['.dev', 'bench', 'corpus', 'docs', 'native-free-parsers', 'src', 'test', 'schemas'];
const FILES = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'README.md', 'CHANGELOG.md'];
const LINKED = ['node_modules', 'dist'];
const GOAL = 0.8;
/** Of the processor, for each process: a fault may make a loop endless. */
const IN_TIME = 'ulimit -t 120 && exec "$@"';
/** For what waits instead. */
const LONGEST_MS = 20 * 60_000;

interface Planted extends Mutant {
  readonly file: string;
}

const HELP = `Usage: npm run mutation -- [options]

  --mutants <n>    faults to plant, one at a time (default: 100)
  --seed <n>       which ones (default: 1)
  --only <text>    only in files with this in their path
  --help

In: ${MUTATED.join(', ')}
`;

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit();
}

const copy = mkdtempSync(join(tmpdir(), 'mutation-'));
let running: ChildProcess | undefined;
process.once('exit', () => {
  if (running !== undefined) endGroup(running);
  rmSync(copy, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const tree = copyTree();
process.exitCode = await score();

function copyTree(): string {
  const root = join(copy, 'tree');
  for (const name of [...COPIED, ...FILES]) {
    cpSync(join(PROJECT, name), join(root, name), { recursive: true });
  }
  for (const name of LINKED) symlinkSync(join(PROJECT, name), join(root, name));
  symlinkSync(resolve(PROJECT, '../shared'), join(copy, 'shared'));
  return root;
}

async function score(): Promise<number> {
  const sample = sampleOf(allMutants(), Number(values.mutants), Number(values.seed));
  const files = new Set(sample.map(({ file }) => file));
  const tests = new Set([...files].flatMap((file) => testTiers(tree, file)).flat());
  if (!(await testsPass([...tests], []))) {
    print('the tests do not pass as they are');
    return 2;
  }
  let killed = 0;
  for (const [i, mutant] of sample.entries()) {
    const found = await finds(mutant);
    if (found) killed++;
    const { file, line, original, replacement } = mutant;
    const verdict = found ? 'killed  ' : 'SURVIVED';
    print(
      `${i + 1}/${sample.length} ${verdict} ${file}:${line} ${original} -> ${replacement || 'nothing'}`,
    );
  }
  const part = killed / sample.length;
  print(
    `${killed} of ${sample.length} mutants killed: ${(100 * part).toFixed(1)} %, seed ${values.seed}`,
  );
  return part >= GOAL ? 0 : 1;
}

function allMutants(): Planted[] {
  return MUTATED.flatMap((folder) =>
    readdirSync(join(tree, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name))
      .filter((file) => file.includes(values.only))
      .sort()
      .flatMap((file) => mutantsOf(textOf(file)).map((mutant) => ({ file, ...mutant }))),
  );
}

function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = seededRandom(seed);
  return all
    .map((each) => ({ each, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ each }) => each);
}

async function finds(mutant: Planted): Promise<boolean> {
  const path = join(tree, mutant.file);
  const source = textOf(mutant.file);
  writeFileSync(path, withMutant(source, mutant));
  try {
    for (const tier of testTiers(tree, mutant.file)) {
      if (!(await testsPass(tier, ['--bail=1']))) return true;
    }
    return false;
  } finally {
    writeFileSync(path, source);
  }
}

/** In a group of processes of its own, which ends as a whole. */
async function testsPass(tests: readonly string[], options: readonly string[]): Promise<boolean> {
  const vitest = join(tree, 'node_modules/vitest/vitest.mjs');
  const run = [process.execPath, vitest, 'run', '--silent', '--reporter=dot', ...options, ...tests];
  const child = spawn('sh', ['-c', IN_TIME, 'sh', ...run], {
    cwd: tree,
    stdio: 'ignore',
    detached: true,
  });
  running = child;
  const timer = setTimeout(() => endGroup(child), LONGEST_MS);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve(status === 0));
    });
  } finally {
    clearTimeout(timer);
    endGroup(child);
    running = undefined;
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL');
  } catch (error) {
    // All have ended.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function textOf(file: string): string {
  return readFileSync(join(tree, file), 'utf8');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
