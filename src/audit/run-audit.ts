/**
 * An audit from its repositories to what the state knows of every package.
 *
 * Policy: what the state has by the same rules, and deep enough, is not read again. One repository
 * after the other; of each, packages are read and judged side by side, and their results kept in the
 * order of the listing. One package's trouble never stops the others, nor does one repository's. What
 * could not be read is tried again by the next run.
 */
import { makeBreather } from '../io/breathe.ts';
import type { Depth } from './audit.ts';
import { inOrder } from './in-order.ts';
import type { Outcome, Wanted } from './judge/judge-wanted.ts';
import { type Judges, threadJudges } from './judge/judges.ts';
import { listingTrouble } from './listing-trouble.ts';
import type { Repository } from './repository.ts';
import type { AuditState } from './state/audit-state.ts';
import { whatIsKnown } from './state/what-is-known.ts';

export interface AuditOptions {
  readonly depth: Depth;
  /** Which rules judge: results by others are not used. */
  readonly ruleSet: string;
  /** Who judges, ended with the audit; or how many threads of this process. */
  readonly workers: number | Judges;
}

/** How far an audit is; looked at again and again. */
export interface AuditProgress {
  /** Packages that are through. */
  packages: number;
  /** Of them, those that the state knew. */
  known: number;
  /** Of them, those with trouble. */
  troubled: number;
  /** Packages of all repositories, as far as they say. */
  announced: number;
  /** That were read, or came over the network. */
  bytesRead: number;
}

export function noProgress(): AuditProgress {
  return { packages: 0, known: 0, troubled: 0, announced: 0, bytesRead: 0 };
}

/** @param progress what is filled in. @throws MachineError of the state. */
export async function runAudit(
  repositories: readonly Repository[],
  state: AuditState,
  options: AuditOptions,
  progress: AuditProgress,
): Promise<void> {
  state.begin(options.depth, options.ruleSet);
  const { workers, depth } = options;
  // Of a new state it is certain that packages must be judged; else they may all be known.
  const start = state.isNew ? 'at-once' : 'when-needed';
  const judges = typeof workers === 'number' ? threadJudges(workers, { start, depth }) : workers;
  let isComplete = true;
  try {
    for (const [position, repository] of repositories.entries()) {
      const run = { position, repository, state, options, progress, judges };
      isComplete = (await auditRepository(run)) && isComplete;
    }
    state.finish(isComplete);
  } finally {
    await judges.end();
  }
}

interface RepositoryRun {
  readonly position: number;
  readonly repository: Repository;
  readonly state: AuditState;
  readonly options: AuditOptions;
  readonly progress: AuditProgress;
  readonly judges: Judges;
}

/** Whether it could be listed to its end. */
async function auditRepository(run: RepositoryRun): Promise<boolean> {
  const { position, repository, state, options, judges } = run;
  const { access } = repository;
  const { depth } = options;
  const troubles: string[] = [];
  const batches = wantedBatches(run, judges.batchSize(access, depth), troubles);
  const judge = (batch: readonly Wanted[]) => judges.judge(batch, access, depth);
  for await (const outcomes of inOrder(batches, () => judges.batches(access, depth), judge)) {
    for (const outcome of outcomes) keep(run, outcome);
  }
  state.addRepository(position, repository, [...troubles, ...repository.troubles]);
  return troubles.length === 0;
}

/** The packages that must be read, some at a time; the others are listed with what is known. */
async function* wantedBatches(
  run: RepositoryRun,
  size: number,
  troubles: string[],
): AsyncGenerator<readonly Wanted[], void, undefined> {
  let batch: Wanted[] = [];
  try {
    for await (const wanted of wantedPackages(run)) {
      batch.push(wanted);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    troubles.push(listingTrouble(error));
  }
  if (batch.length > 0) yield batch;
}

async function* wantedPackages(run: RepositoryRun): AsyncGenerator<Wanted, void, undefined> {
  const { position, repository, state, options, progress } = run;
  const breathe = makeBreather();
  const before = progress.announced;
  for await (const pkg of repository.packages()) {
    progress.announced = before + (repository.announced ?? 0);
    await breathe();
    const known = whatIsKnown(pkg, repository.access, options.depth, state);
    if (known.kind === 'wanted') {
      yield known.wanted;
      continue;
    }
    const isKnown = known.kind === 'known';
    if (isKnown) state.list(position, pkg, known.result, undefined);
    else state.list(position, pkg, undefined, known.trouble);
    progress.packages++;
    if (isKnown) progress.known++;
    else progress.troubled++;
  }
}

function keep({ position, state, progress }: RepositoryRun, outcome: Outcome): void {
  const { wanted, judgement, head, trouble, bytesRead } = outcome;
  const { pkg, listing, file, fallback } = wanted;
  let result = fallback?.id;
  if (judgement !== undefined) {
    result = state.keep(judgement, listing).id;
    if (head !== undefined) state.keepHead(judgement.identity, head);
    if (file !== undefined) state.remember(file.path, file.stamp, judgement.identity);
  }
  state.list(position, pkg, result, trouble);
  progress.packages++;
  progress.bytesRead += bytesRead;
  if (trouble !== undefined) progress.troubled++;
}
