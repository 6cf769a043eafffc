/**
 * The command `npm run fuzz`: see --help.
 *
 * Policy: standard output is the report; the exit status is 1 where something was found.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Find } from './engine/finds.ts';
import { fuzz, type RoundReport, tryInput } from './engine/fuzz.ts';
import { isClean } from './engine/supervise.ts';
import { shareRuns } from './share-runs.ts';
import { TARGETS } from './targets.ts';

const MODULE = new URL('targets.ts', import.meta.url).href;
/** Seconds of the processor for one input. */
const TIME_LIMIT = 2;

const HELP = `Usage: npm run fuzz -- [options]

  --target <name>  a target, or several in turn (default: all)
  --runs <n>       runs, shared among the targets (default: 100000)
  --seed <n>       what everything follows from (default: 1)
  -j, --jobs <n>   processes at once (default: 1)
  --finds <dir>    where inputs that show faults are saved (default: fuzz-finds)
  --input <file>   run one target on one input instead
  --help

Targets: ${TARGETS.map(({ name }) => name).join(', ')}
`;

const { values } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', short: 'j', default: '1' },
    finds: { type: 'string', default: 'fuzz-finds' },
    input: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else process.exitCode = await main();

async function main(): Promise<number> {
  const names = values.target ?? TARGETS.map(({ name }) => name);
  const targets = names.map((name) => {
    const target = TARGETS.find((each) => each.name === name);
    if (target === undefined) throw new RangeError(`no target is called ${name}`);
    return target;
  });
  if (values.input !== undefined) return await runInput(names[0]!, resolve(values.input));

  // A process that is told to end removes its files first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const rounds: RoundReport[] = [];
  const finds = await fuzz({
    module: MODULE,
    targets: shareRuns(targets, count(values.runs)),
    seed: count(values.seed),
    jobs: Math.max(1, count(values.jobs)),
    timeLimit: TIME_LIMIT,
    finds: resolve(values.finds),
    onRound(round) {
      rounds.push(round);
      print(roundLine(round));
    },
    onFind: (find) => print(findText(find)),
  });
  const runs = rounds.reduce((sum, round) => sum + round.runs, 0);
  print(`${runs} runs of ${targets.length} targets, seed ${values.seed}: ${finds.length} finds`);
  return finds.length === 0 ? 0 : 1;
}

async function runInput(target: string, input: string): Promise<number> {
  const job = await tryInput({ module: MODULE, target, input }, TIME_LIMIT);
  for (const { error } of job.crashes) print(error);
  if (job.end.kind !== 'done') print(`${job.end.kind}: ${job.end.why}`);
  if (isClean(job)) print('nothing found');
  return isClean(job) ? 0 : 1;
}

function roundLine({ target, round, rounds, runs, seconds, kept, reached }: RoundReport): string {
  const pace = Math.round(runs / Math.max(seconds, 0.001));
  const place = rounds === 1 ? '' : ` (round ${round + 1} of ${rounds})`;
  return `${target}${place}: ${runs} runs, ${pace}/s, ${kept} inputs kept, ${reached} characters of source reached`;
}

function findText({ target, kind, why, path }: Find): string {
  return `${target}: ${kind}: ${why}\n  repeat it: npm run fuzz -- --target ${target} --input ${path}`;
}

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`${text} is no number`);
  return Number(text);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
