/** Collects what stops an inspection somewhere while it goes on elsewhere. */
import { FormatError, type FormatProblem } from '../../native-free-parsers/bytes/format-error.ts';
import type { InspectionProblem } from './inspection.ts';
import { reasonOf } from './reason.ts';

export interface ProblemLog {
  add(problem: FormatProblem): void;
  /** What `read` returns, or undefined where it throws a FormatError, which is then added. */
  attempt<T>(read: () => T): T | undefined;
}

/** A problem with the sentence that says it, rpm's own words included. */
export function inspectionProblem(problem: FormatProblem): InspectionProblem {
  const { code, section, offset } = problem;
  return { code, section, offset, message: reasonOf(code, problem).message };
}

/** A log that writes into `problems`. */
export function problemLog(problems: InspectionProblem[]): ProblemLog {
  const add = (problem: FormatProblem): void => {
    problems.push(inspectionProblem(problem));
  };
  return {
    add,
    attempt(read) {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        add(error.problem);
        return undefined;
      }
    },
  };
}
