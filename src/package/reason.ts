/**
 * Why a package is treated as it is: plain data, for people and scripts.
 *
 * `rule` is the defect's name in the rule catalogue; a reason crosses process and JSON boundaries.
 */
import { type FormatProblem, problemText } from '../../native-free-parsers/bytes/format-error.ts';

export interface Reason {
  /** Named after the defect: `digest-mismatch`. */
  readonly rule: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** Where in the file, when it is about bytes. */
  readonly problem?: FormatProblem;
  /** The file of the package that it is about, made safe to print. */
  readonly path?: string;
}

/** A reason that is about bytes at a place. */
export function reasonOf(rule: string, problem: FormatProblem): Reason {
  return { rule, message: problemText(problem), problem };
}
