/**
 * The error for repositories that cannot be listed, or not on.
 *
 * Policy: says which file of the metadata, or which configuration, what was expected and what is
 * there. Faults of the machine and of the network keep their own errors.
 */
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';

/**
 * CHECKSUM, SIZE: the file is another one than stated; MALFORMED it is not what it should be;
 * TOO_LARGE it goes on beyond what is stated or sensible; MISSING something that has to be there is
 * not; OUTSIDE an address leads out of the repository; UNSUPPORTED readable in principle, but not here;
 * CONFIGURATION what was asked for makes no sense.
 */
export type RepositoryErrorCode =
  | 'CHECKSUM'
  | 'SIZE'
  | 'MALFORMED'
  | 'TOO_LARGE'
  | 'MISSING'
  | 'OUTSIDE'
  | 'UNSUPPORTED'
  | 'CONFIGURATION';

export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
  readonly code: RepositoryErrorCode;

  /** @param subject what it is about: a path, a URL without credentials, `[id]` of a .repo file. */
  constructor(code: RepositoryErrorCode, subject: string, problem: string, cause?: unknown) {
    super(`${subject}: ${problem}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Runs `action`; what it says of the bytes comes out as an error that names the document. */
export async function readingDocument<T>(subject: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const { offset, expected, found } = error;
    const what = error.section === 'repository' ? 'byte' : 'compressed byte';
    const problem = `expected ${expected}, found ${found}, at ${what} ${offset}`;
    throw new RepositoryError('MALFORMED', subject, problem, error);
  }
}
