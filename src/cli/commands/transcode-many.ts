/**
 * Many packages into a directory.
 *
 * Policy: where every result goes is known, and nothing in doubt, before any work. Records are
 * printed in the order of the inputs. One package's trouble never stops the others; when nobody
 * reads the records any more, the rest is left undone.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { requireDirectory } from '../../io/directory.ts';
import { makeDirectory } from '../../io/make-directory.ts';
import { type FoundPackage, findPackages } from '../../io/walk.ts';
import { transcodeAll } from '../../transcode/pool.ts';
import type { TranscodeSettings } from '../../transcode/task.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { showPackagesProgress } from '../packages-progress.ts';
import { printOneOfMany, tell } from '../print.ts';
import { addToTally, emptyTally, recordJson, recordLine, tallyText } from '../record-text.ts';
import { reportTrouble } from '../trouble.ts';

/** Collisions that are named one by one. */
const MOST_COLLISIONS = 10;

export interface ManyOptions {
  readonly format: 'text' | 'ndjson';
  /** Packages at once; as many as processors where undefined. */
  readonly jobs: number | undefined;
  readonly progress: boolean;
  readonly quiet: boolean;
}

/** @param misuse is told when two results would have one place. */
export async function transcodeMany(
  paths: readonly string[],
  outputDirectory: string,
  settings: TranscodeSettings,
  options: ManyOptions,
  misuse: (message: string) => never,
): Promise<ExitStatus> {
  const { packages, troubles } = findPackages(paths, { outputDirectory });
  const collisions = collisionsOf(packages, outputDirectory);
  if (collisions.length > 0) misuse(collisionText(collisions));
  try {
    makeDirectory(outputDirectory);
    if (settings.reuse !== undefined) requireDirectory(settings.reuse);
    for (const trouble of troubles) reportTrouble(trouble.subject, trouble);
    const status = await work(packages, outputDirectory, settings, options);
    return status === EXIT.ok && troubles.length > 0 ? EXIT.unreadable : status;
  } catch (error) {
    return reportTrouble(outputDirectory, error);
  }
}

async function work(
  packages: readonly FoundPackage[],
  outputDirectory: string,
  settings: TranscodeSettings,
  { format, jobs, progress: showsProgress, quiet }: ManyOptions,
): Promise<ExitStatus> {
  const start = performance.now();
  const sha256 = format === 'ndjson';
  const tasks = packages.map(({ path, name }) => {
    return { path, output: join(outputDirectory, name), settings, sha256 };
  });
  const workers = Math.max(1, Math.min(jobs ?? availableParallelism(), tasks.length));
  const tally = emptyTally();
  const bytesIn = packages.reduce((sum, { size }) => sum + size, 0);
  const progress = showPackagesProgress(
    { packages: packages.length, bytesIn },
    tally,
    showsProgress,
  );
  try {
    for await (const record of transcodeAll(tasks, workers)) {
      addToTally(tally, record, packages[tally.packages]!.size);
      progress.clear();
      if (record.outcome === 'refused') tell(`rpmcow: ${record.error}\n`);
      if (format === 'ndjson') {
        if (!printOneOfMany(recordJson(record))) return EXIT.unreadable;
      } else if (record.outcome !== 'refused' && !quiet) {
        if (!printOneOfMany(recordLine(record))) return EXIT.unreadable;
      }
    }
  } finally {
    progress.done();
  }
  if (!quiet) tell(tallyText(tally, (performance.now() - start) / 1000));
  if (tally.bug) return EXIT.bug;
  return tally.outcomes.refused > 0 ? EXIT.unreadable : EXIT.ok;
}

function collisionsOf(packages: readonly FoundPackage[], outputDirectory: string): string[] {
  const owners = new Map<string, string>();
  return packages.flatMap(({ path, name }) => {
    const owner = owners.get(name);
    if (owner !== undefined) {
      return [`${owner} and ${path} would both become ${join(outputDirectory, name)}`];
    }
    owners.set(name, path);
    return [];
  });
}

function collisionText(collisions: readonly string[]): string {
  const more = collisions.length - MOST_COLLISIONS;
  const named = collisions.slice(0, MOST_COLLISIONS);
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
