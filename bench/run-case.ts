/**
 * Runs one case in one place: contestants take turns, A B C A B C, so that whatever slows the
 * machine slows all of them.
 *
 * Policy: the first round is not measured but checked: a command that fails, or whose result is not
 * the package's, takes no further part; without rpmcow there is no case. The directory of the case is removed afterwards.
 */

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCase, Contestant } from './cases/case.ts';
import { CommandFailed, runCommand } from './command.ts';
import type { Cache } from './comparisons.ts';
import { directoryDigest } from './content-digest.ts';
import { measure } from './measure.ts';
import type { Missing } from './needs.ts';
import { packagePath, ROOT } from './packages.ts';
import type { Place } from './places.ts';
import {
  type CaseResult,
  caseId,
  type Omission,
  type PackageFacts,
  type Sample,
} from './results.ts';

export interface CaseSurroundings {
  readonly workspace: string;
  /** Where the packages are. */
  readonly packages: string;
  readonly facts: readonly PackageFacts[];
  readonly missing: Missing;
  readonly canCold: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Exactly so many warm rounds; otherwise as many as the time allows. */
  readonly rounds: number | undefined;
}

export interface CaseOutcome {
  /** Null when rpmcow itself could not take part. */
  readonly result: CaseResult | null;
  readonly skipped: readonly Omission[];
  readonly failed: readonly Omission[];
}

const MOST = { warm: 10, cold: 5 } as const;
const FEWEST = { warm: 3, cold: 1 } as const;
/** Part of the time after which warm rounds give way to cold ones. */
const WARM_SHARE = 0.7;

/** `seconds` is what the case may take, unless so few rounds take longer. */
export async function runCase(
  benchCase: BenchCase,
  place: Place | null,
  seconds: number,
  surroundings: CaseSurroundings,
): Promise<CaseOutcome> {
  const { missing, signal, workspace, canCold, rounds } = surroundings;
  const { name, family, what } = benchCase;
  const id = caseId(name, place?.name ?? '-');
  const directory = join(place?.path ?? workspace, 'case');
  const paths = { IN: join(directory, 'in'), OUT: join(directory, 'out') };
  const env = {
    ...surroundings.env,
    ...paths,
    BENCH: import.meta.dirname,
    PACKAGE: join(paths.IN, 'package.rpm'),
    OLDER: join(paths.IN, 'older.rpm'),
  };
  const skipped: Omission[] = [];
  const failed: Omission[] = [];

  const canRun = (contestant: Contestant) => {
    const reason = missing(contestant.needs, place?.reflink ?? false);
    if (reason !== undefined) skipped.push({ what: `${id}: ${contestant.name}`, reason });
    return reason === undefined;
  };

  const run = async (contestant: Contestant, cache: Cache): Promise<Sample> => {
    rmSync(paths.OUT, { recursive: true, force: true });
    mkdirSync(paths.OUT);
    if (contestant.before) await runCommand(['sh', '-c', contestant.before], { env, signal });
    const { command } = contestant;
    return await measure({ command, place, out: paths.OUT, workspace, cache, env, signal });
  };

  /** Undefined, and told, when it fails. */
  const attempt = async <T>(contestant: Contestant, action: () => Promise<T>) => {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      failed.push({ what: `${id}: ${contestant.name}`, reason: error.message });
      return undefined;
    }
  };

  const isRight = (contestant: Contestant) =>
    attempt(contestant, async () => {
      await run(contestant, 'warm');
      await check(contestant, benchCase, surroundings, env, paths.OUT);
      return true;
    });

  const [ours] = benchCase.contestants;
  if (!canRun(ours)) return { result: null, skipped, failed };
  const peers = benchCase.contestants.slice(1).filter(canRun);
  const deadline = performance.now() + seconds * 1000;
  try {
    mkdirSync(paths.IN, { recursive: true });
    cpSync(packagePath(surroundings.packages, benchCase.package), env.PACKAGE);
    if (benchCase.older) cpSync(packagePath(surroundings.packages, benchCase.older), env.OLDER);
    if (benchCase.prepare) await runCommand(['sh', '-c', benchCase.prepare], { env, signal });

    let taking: { contestant: Contestant; warm: Sample[]; cold: Sample[] }[] = [];
    for (const contestant of [ours, ...peers]) {
      if (await isRight(contestant)) taking.push({ contestant, warm: [], cold: [] });
    }

    const repeat = async (cache: Cache, fewest: number, most: number, until: number) => {
      for (let round = 0; round < fewest || (round < most && performance.now() < until); round++) {
        for (const one of taking) {
          const sample = await attempt(one.contestant, () => run(one.contestant, cache));
          if (sample) one[cache].push(sample);
          else taking = taking.filter((other) => other !== one);
        }
        if (taking[0]?.contestant !== ours) return;
      }
    };
    const warmUntil = deadline - seconds * 1000 * (1 - WARM_SHARE);
    await repeat('warm', rounds ?? FEWEST.warm, rounds ?? MOST.warm, warmUntil);
    const mostCold = Math.min(rounds ?? MOST.cold, MOST.cold);
    if (canCold) await repeat('cold', FEWEST.cold, mostCold, deadline);

    if (taking[0]?.contestant !== ours) return { result: null, skipped, failed };
    const contestants = taking.map(({ contestant, warm, cold }) => ({
      name: contestant.name,
      command: contestant.command,
      warm,
      cold,
    }));
    const result = { name, family, what, place: place?.name ?? '-', package: benchCase.package };
    return { result: { ...result, contestants }, skipped, failed };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { result: null, skipped, failed: [...failed, { what: id, reason: error.message }] };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Throws {@link CommandFailed} when the result is not what the package has. */
async function check(
  contestant: Contestant,
  benchCase: BenchCase,
  { facts, signal }: CaseSurroundings,
  env: NodeJS.ProcessEnv,
  out: string,
): Promise<void> {
  if (contestant.check === 'files') {
    const expected = facts.find(({ name }) => name === benchCase.package)?.digest;
    if (directoryDigest(join(out, ROOT)) !== expected) {
      throw new CommandFailed('what it extracted is not what the package has');
    }
  } else if (contestant.check === 'extents') {
    const verify = ['rpmcow', 'verify', join(out, 'extents'), '--against', env['PACKAGE']!];
    await runCommand(verify, { env, signal });
  }
}
