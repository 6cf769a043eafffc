/**
 * How the verdicts of verify come out, one after the other.
 *
 * Policy: a printer makes text and writes none. Text for people leaves what could not be read to
 * standard error.
 */
import { type ProofTally, proofSummaryText, proofText } from '../report/proof-text.ts';
import { resultLines, resultsDocument } from '../report/results-json.ts';
import type { ProofResult } from '../transcode/prove.ts';
import { VERSION } from './version.ts';

export const VERIFY_FORMATS = ['text', 'json', 'ndjson'] as const;
export type VerifyFormat = (typeof VERIFY_FORMATS)[number];

export interface VerifyPrinter {
  start(): Iterable<string>;
  result(result: ProofResult): Iterable<string>;
  /** @param tally of all results. */
  end(tally: ProofTally): Iterable<string>;
}

export function verifyPrinter(format: VerifyFormat): VerifyPrinter {
  if (format === 'text') return TEXT;
  const { start, result, end } = format === 'json' ? resultsDocument('files') : resultLines();
  return { start: () => start(VERSION), result, end };
}

const TEXT: VerifyPrinter = {
  start: () => [],
  result: (result) => (result.kind === 'read' ? [proofText(result.record)] : []),
  end: (tally) => (tally.files > 1 ? [proofSummaryText(tally)] : []),
};
