/**
 * Which errors a reader of hostile bytes may throw, and what they must say.
 *
 * Policy: an error class is expected by its name alone; a FormatError must also keep its promises:
 * a place in the file, and a text that cannot move a cursor.
 */
import { FormatError, problemText } from '../../native-free-parsers/bytes/format-error.ts';
import { ConfigurationError } from '../../src/cli/configuration-error.ts';
import { Refused } from '../../src/extract/refused.ts';
import { MissingCodecError } from '../../src/io/decode/missing-codec-error.ts';
import { MachineError } from '../../src/io/machine-error.ts';

const EXPECTED = [FormatError, Refused, MachineError, MissingCodecError, ConfigurationError];

/** Returns for an expected error; throws what is wrong with every other one. */
export function expectKnownError(error: unknown): void {
  if (!EXPECTED.some((known) => error instanceof known)) throw error;
  if (error instanceof FormatError) expectPlainProblem(error);
}

/** What `work` gives; undefined where it throws an expected error. */
export function valueIfKnown<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    expectKnownError(error);
    return undefined;
  }
}

function expectPlainProblem({ problem }: FormatError): void {
  const { offset } = problem;
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new Error(`an error at offset ${offset}: ${problemText(problem)}`);
  }
  if (/\p{Cc}/u.test(problemText(problem))) {
    throw new Error(`control characters in the message ${JSON.stringify(problemText(problem))}`);
  }
}
