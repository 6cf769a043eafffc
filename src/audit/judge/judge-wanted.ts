/**
 * What becomes of packages that must be read: fetched where they are not here, then judged.
 *
 * Policy: heads that the state has are not fetched again. A whole file is fetched when the payload is
 * wanted, or a head does not suffice; where that fails, what the head said stands. Files are gone as
 * soon as they are judged. Never rejects.
 */
import type { FileStamp } from '../../io/file-stamp.ts';
import type { Depth } from '../audit.ts';
import { packageTrouble } from '../package-trouble.ts';
import type { ListedPackage, PackageAccess } from '../repository.ts';
import type { KeptHead, KnownResult } from '../state/audit-state.ts';
import type { KnownHead } from './head-source.ts';
import type { JudgePool } from './judge-pool.ts';
import type { Judged, Judgement, JudgeTask, PackageBytes, Trouble } from './judgement.ts';

/** A package that must be read. */
export interface Wanted {
  readonly pkg: ListedPackage;
  /** What tells its listing from others. */
  readonly listing: string;
  /** What is known of it, by less than is wanted now. */
  readonly fallback: KnownResult | undefined;
  readonly kept: KeptHead | undefined;
  /** Where it is a file of this machine: as it was found. */
  readonly file: { readonly path: string; readonly stamp: FileStamp } | undefined;
}

/** What came of it: a judgement, trouble, or both. */
export interface Outcome {
  readonly wanted: Wanted;
  readonly judgement?: Judgement | undefined;
  /** To be kept in the state. */
  readonly head?: KeptHead | undefined;
  readonly trouble?: Trouble | undefined;
  readonly bytesRead: number;
}

type Remote = Extract<PackageAccess, { kind: 'remote' }>;

/** One for each package, in their order. */
export async function outcomesOf(
  batch: readonly Wanted[],
  access: PackageAccess,
  depth: Depth,
  pool: JudgePool,
): Promise<readonly Outcome[]> {
  if (access.kind === 'local') {
    const packages = batch.map(({ pkg, file }) => toJudge(pkg, { kind: 'path', path: file!.path }));
    const judged = await pool.judge({ packages, depth });
    return batch.map((wanted, i) => outcomeOf(wanted, judged[i]!));
  }
  if (depth === 'payload') {
    return await Promise.all(batch.map((wanted) => fromFile(wanted, access, 'payload', pool)));
  }
  const outcomes = await fromHeads(batch, access, pool);
  return await Promise.all(outcomes.map((outcome) => lookDeeper(outcome, access, depth, pool)));
}

type HeadOutcome = Outcome & { readonly needsFile?: true };

/** Of each what its head says, as far as there is one. */
async function fromHeads(
  batch: readonly Wanted[],
  access: Remote,
  pool: JudgePool,
): Promise<readonly HeadOutcome[]> {
  const heads = await Promise.all(batch.map((wanted) => headOf(wanted, access)));
  const there = heads.filter((head) => head.kind === 'there');
  const packages = there.map(({ wanted, bytes }) => toJudge(wanted.pkg, bytes));
  const judged = await pool.judge({ packages, depth: 'headers' });
  let next = 0;
  return heads.map((head): HeadOutcome => {
    const { wanted, bytesRead } = head;
    if (head.kind === 'not-there') return { wanted, trouble: head.trouble, bytesRead };
    const result = judged[next++]!;
    if (result.kind === 'needs-file') return { wanted, bytesRead, needsFile: true };
    const outcome = { ...outcomeOf(wanted, result), bytesRead };
    if (result.kind !== 'judged' || result.head === undefined) return outcome;
    const { tail, size } = head.bytes;
    return { ...outcome, head: { start: result.head, tail, size } };
  });
}

type HeadBytes = Extract<PackageBytes, KnownHead>;

type FoundHead = { readonly wanted: Wanted; readonly bytesRead: number } & (
  | { readonly kind: 'there'; readonly bytes: HeadBytes }
  | { readonly kind: 'not-there'; readonly trouble: Trouble }
);

async function headOf(wanted: Wanted, access: Remote): Promise<FoundHead> {
  const { pkg, kept } = wanted;
  if (kept !== undefined) {
    return { kind: 'there', wanted, bytes: { kind: 'kept-head', ...kept }, bytesRead: 0 };
  }
  try {
    const { start, tail, size, transferred } = await access.head(pkg, NEVER);
    const bytes = { kind: 'head', start, tail, size } as const;
    return { kind: 'there', wanted, bytes, bytesRead: transferred };
  } catch (error) {
    const trouble = packageTrouble(pkg.location, error);
    return { kind: 'not-there', wanted, trouble, bytesRead: 0 };
  }
}

/** Nobody ends a single fetch: an audit ends with its process. */
const NEVER = new AbortController().signal;

async function lookDeeper(
  outcome: HeadOutcome,
  access: Remote,
  depth: Exclude<Depth, 'payload'>,
  pool: JudgePool,
): Promise<Outcome> {
  const { wanted, judgement, needsFile } = outcome;
  const isOpen = depth === 'auto' && judgement?.certain === false;
  if (needsFile !== true && !isOpen) return outcome;
  const deeper = await fromFile(wanted, access, depth === 'auto' ? 'payload' : 'headers', pool);
  return { ...outcome, ...deeper, bytesRead: outcome.bytesRead + deeper.bytesRead };
}

async function fromFile(
  wanted: Wanted,
  access: Remote,
  depth: JudgeTask['depth'],
  pool: JudgePool,
): Promise<Outcome> {
  try {
    const file = await access.file(wanted.pkg, NEVER);
    try {
      const packages = [toJudge(wanted.pkg, { kind: 'descriptor', fd: file.source.fd })];
      const [judged] = await pool.judge({ packages, depth });
      return { ...outcomeOf(wanted, judged!), bytesRead: file.transferred };
    } finally {
      file.close();
    }
  } catch (error) {
    return { wanted, trouble: packageTrouble(wanted.pkg.location, error), bytesRead: 0 };
  }
}

function toJudge({ location, checksum, listing }: ListedPackage, bytes: PackageBytes) {
  return { location, checksum, listing, bytes };
}

function outcomeOf(wanted: Wanted, judged: Judged): Outcome {
  switch (judged.kind) {
    case 'judged':
      return { wanted, judgement: judged.judgement, bytesRead: judged.bytesRead };
    case 'unreadable':
      return { wanted, trouble: judged.trouble, bytesRead: 0 };
    case 'needs-file':
      throw new Error(`${wanted.pkg.location}: a whole file was not enough to judge it`);
  }
}
