/** The command line of the benchmarks. */

import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run bench -- [options]

Measures rpmcow against the tools that do the same job, each command several times and in turns,
and writes JSON, Markdown and an SVG chart to bench/results/ after each case.

As root, loop volumes of btrfs and XFS are made below /var/tmp (or $TMPDIR) and removed again, also
after Ctrl-C. Without root, or to measure a disk of yours, name a directory.

Options:
  --quick                 small packages, fewer cases, under 3 minutes (else under 15)
  --directory <dir>       write there instead of on loop volumes; removed afterwards
  --only <pattern>        only cases whose name matches this regular expression; a case on a
                          volume is called case@btrfs, case@xfs or case@directory
  --reference <program>   the original rpm2extents, to be measured, too
  --runs <n>              exactly so many runs with a warm cache (default: as many as fit, 3 to 10)
  --record                at the end, also write bench/RESULTS.md and bench/results.svg
  --list                  show what cases there are, and measure nothing
  --help                  show this

Exit status: 0 everything was measured or skipped with a reason, 1 a command failed, 2 wrong usage.

Examples:
  npm run bench -- --quick
  npm run bench -- --only 'extract-reflink.*@xfs' --runs 20
  npm run bench -- --directory ~/btrfs-disk --only transcode
`;

export interface BenchArguments {
  readonly quick: boolean;
  readonly directory: string | undefined;
  readonly only: RegExp | undefined;
  readonly reference: string | undefined;
  readonly runs: number | undefined;
  readonly record: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Throws {@link UsageError}. */
export function parseArguments(args: readonly string[]): BenchArguments {
  const { only, runs, directory, reference, ...flags } = parsed(args);
  return {
    ...flags,
    directory,
    reference,
    only: only === undefined ? undefined : expression(only),
    runs: runs === undefined ? undefined : count(runs),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        directory: { type: 'string' },
        only: { type: 'string' },
        reference: { type: 'string' },
        runs: { type: 'string' },
        record: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function expression(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new UsageError(`--only: ${(error as Error).message}`);
  }
}

function count(text: string): number {
  const runs = Number(text);
  if (!/^\d+$/.test(text) || runs < 1 || runs > 1000) {
    throw new UsageError('--runs: a number from 1 to 1000 is meant');
  }
  return runs;
}
