/**
 * What became of a run in which something failed: may that happen?
 *
 * Policy: every file of the result is the old one, the right one or the original, whole; what the
 * exit status says must be true; what is not right must be told, with its cause.
 */
import type { Operation } from './fault-point.ts';
import type { InjectedResult } from './injected-run.ts';
import { type Contents, digestOf } from './place.ts';

/** Outcomes that may happen. */
export const GOOD_OUTCOMES = [
  'not reached',
  'complete',
  'original',
  'nothing',
  'some, told',
  'complete, told',
  'cut pipe, told',
  'left over, told',
] as const;

/** Outcomes that must not. */
export const BAD_OUTCOMES = [
  'PARTIAL',
  'INPUT CHANGED',
  'LOST',
  'LEFT OVER',
  'UNTOLD',
  'CRASHED',
] as const;

export type Outcome = (typeof GOOD_OUTCOMES)[number] | (typeof BAD_OUTCOMES)[number];

export const EXIT_UNREADABLE = 3;

export interface Expectation {
  readonly before: Contents;
  /** What runs without a fault may leave: with rpmkeys, and without. */
  readonly after: readonly Contents[];
  /** Digests of originals that may come out instead. */
  readonly originals: ReadonlySet<string>;
  readonly inputs: Contents;
  /** Digests of what may come out of the pipe; undefined where that is no result. */
  readonly piped: ReadonlySet<string> | undefined;
}

export interface Remains {
  readonly inputs: Contents;
  readonly out: Contents;
  /** Paths below the directory for temporary files. */
  readonly temporaries: Contents;
}

/** What went wrong, or may have. */
export interface Cause {
  readonly operation: Operation;
  /** What the message must have. */
  readonly code: string;
}

export function judgeRun(
  cause: Cause,
  { status, stderr, stdout }: Pick<InjectedResult, 'status' | 'stderr' | 'stdout'>,
  remains: Remains,
  expected: Expectation,
): Outcome {
  if (!same(remains.inputs, expected.inputs)) return 'INPUT CHANGED';
  if (status !== 0 && status !== EXIT_UNREADABLE) return 'CRASHED';
  if (/this is a bug/.test(stderr) || /^ {4}at .*:\d+:\d+\)?$/m.test(stderr)) return 'CRASHED';
  const said = expected.piped === undefined ? `${stderr}${stdout}` : stderr;
  // What cannot be looked at may be opened all the same, and then be something else.
  const isTold = cause.operation === 'stat' ? /\(E[A-Z]+\)/.test(said) : said.includes(cause.code);
  const files = fileStates(remains, expected);
  if (files.has('partial')) return 'PARTIAL';
  if (files.has('strange')) {
    // What could not be removed stays.
    const isRemoval = cause.operation === 'unlink' || cause.operation === 'rmdir';
    return isRemoval && (isTold || status === 0) ? 'left over, told' : 'LEFT OVER';
  }
  const isWholePipe =
    expected.piped === undefined ||
    expected.piped.has(digestOf(stdout)) ||
    expected.originals.has(digestOf(stdout));
  if (status === 0) {
    if (files.has('old') || !isWholePipe) return 'LOST';
    const isOriginal = files.has('original') || expected.originals.has(digestOf(stdout));
    if (!isOriginal) return 'complete';
    return isTold ? 'original' : 'UNTOLD';
  }
  if (!isTold) return 'UNTOLD';
  if (expected.piped !== undefined && stdout.length > 0) return 'cut pipe, told';
  if (files.size === 0 || (files.size === 1 && files.has('old'))) return 'nothing';
  return files.has('old') ? 'some, told' : 'complete, told';
}

type FileState = 'old' | 'new' | 'original' | 'partial' | 'strange';

/** The states that files of the result are in; one that was and stays right says nothing. */
function fileStates(
  { out, temporaries }: Remains,
  { before, after, originals }: Expectation,
): Set<FileState> {
  const states = new Set<FileState>();
  if (temporaries.size > 0) states.add('strange');
  const paths = new Set([...out.keys(), ...before.keys(), ...after.flatMap((a) => [...a.keys()])]);
  for (const path of paths) {
    const found = out.get(path);
    const isRight = after.some((contents) => contents.get(path) === found);
    const isOld = before.get(path) === found;
    if (isRight && isOld) continue;
    if (isRight) states.add('new');
    else if (isOld) states.add('old');
    else if (originals.has(found ?? '')) states.add('original');
    else if (before.has(path) || after.some((contents) => contents.has(path))) {
      states.add('partial');
    } else states.add('strange');
  }
  return states;
}

export function same(a: Contents, b: Contents): boolean {
  return a.size === b.size && [...a].every(([path, content]) => b.get(path) === content);
}
