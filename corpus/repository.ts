/** Repositories of many packages on the command line: made, or changed. */
import { parseArgs } from 'node:util';
import {
  changeRepository,
  DEFAULT_PLAN,
  generateRepository,
  type RepositoryPlan,
} from './repository/generate-repository.ts';

const HELP = `Usage: node corpus/repository.ts DIRECTORY [OPTION...]

Writes a repository of small packages by several vendors and builders, a few percent of them with
defects of the corpus, and has createrepo_c index it. The same options give the same packages.

  --packages N       how many (default: ${DEFAULT_PLAN.packages})
  --seed N           which ones (default: ${DEFAULT_PLAN.seed})
  --largest BYTES    contents of the largest; the smallest have 512 (default: ${DEFAULT_PLAN.largest})
  --defective SHARE  of packages with a defect, from 0 to 1 (default: ${DEFAULT_PLAN.defective})
  --change N         instead: replaces N packages of such a repository by their next release
  --help             this text

Example: node corpus/repository.ts /tmp/repository --packages 1000
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packages: { type: 'string' },
    seed: { type: 'string' },
    largest: { type: 'string' },
    defective: { type: 'string' },
    change: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const plan: RepositoryPlan = {
  packages: numberOf('packages', DEFAULT_PLAN.packages),
  seed: numberOf('seed', DEFAULT_PLAN.seed),
  largest: numberOf('largest', DEFAULT_PLAN.largest),
  defective: numberOf('defective', DEFAULT_PLAN.defective),
};
const change = numberOf('change', 0);
const [directory] = positionals;

if (values.help) {
  process.stdout.write(HELP);
} else if (positionals.length !== 1 || Object.values({ ...plan, change }).some(Number.isNaN)) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else if (change > 0) {
  await changeRepository(directory!, plan, change);
} else {
  await generateRepository(directory!, plan);
}

/** NaN for what is no number. */
function numberOf(option: keyof RepositoryPlan | 'change', usual: number): number {
  const given = values[option];
  if (given === undefined) return usual;
  return /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
}
