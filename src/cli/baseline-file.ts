/**
 * The file of a baseline: read before a check, and afterwards told about and, where that is asked
 * for, written anew.
 */
import { type Baseline, type BaselineEntry, baselineText } from '../check/baseline.ts';
import { atomicFile } from '../io/atomic-file.ts';
import { MachineError } from '../io/machine-error.ts';
import { readTextFile } from '../io/text-file.ts';
import { counted } from '../report/inspected-values.ts';
import { ConfigurationError } from './configuration-error.ts';
import { parseBaseline } from './parse-baseline.ts';
import { tell } from './print.ts';

/** Entries that are told one by one. */
const MOST_TOLD = 20;

export interface BaselineFile {
  readonly path: string;
  /** Whether it is to be written anew. */
  readonly update: boolean;
  readonly entries: readonly BaselineEntry[];
}

/** @param update then it may be missing. @throws ConfigurationError */
export function readBaseline(path: string, update: boolean): BaselineFile {
  const text = textOf(path, update);
  return { path, update, entries: text === undefined ? [] : parseBaseline(path, text) };
}

function textOf(path: string, mayBeAbsent: boolean): string | undefined {
  try {
    return readTextFile(path);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    if (error.code !== 'ENOENT') throw new ConfigurationError(error.message);
    if (mayBeAbsent) return undefined;
    throw new ConfigurationError(`${error.message}; --update-baseline makes it`);
  }
}

/** @throws MachineError where it cannot be written. */
export async function settleBaseline(
  { path, update }: BaselineFile,
  baseline: Baseline,
): Promise<void> {
  tellFixed(path, baseline.fixed());
  if (!update) return;
  const entries = baseline.updated();
  const output = atomicFile(path);
  try {
    output.write(new TextEncoder().encode(baselineText(entries)));
    await output.commit();
  } finally {
    output.abandon();
  }
  const findings = entries.reduce((sum, { count }) => sum + count, 0);
  tell(`rpmcow: ${path} has ${counted(findings, 'finding')} now\n`);
}

function tellFixed(path: string, fixed: readonly BaselineEntry[]): void {
  for (const { package: name, rule, tag, path: file, count } of fixed.slice(0, MOST_TOLD)) {
    const where = [...(tag === null ? [] : [`tag ${tag}`]), ...(file === null ? [] : [file])];
    const what = [name, rule, ...where, counted(count, 'finding')].join(', ');
    tell(`rpmcow: ${path}: fixed: ${what}\n`);
  }
  const more = fixed.length - MOST_TOLD;
  if (more > 0) tell(`rpmcow: ${path}: fixed: ${more} more of the like\n`);
}
