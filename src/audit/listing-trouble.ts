/** What keeps a repository from being listed, or listed on, for people. */
import { FormatError, problemText } from '../../native-free-parsers/bytes/format-error.ts';
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { FetchError } from '../io/http/fetch-error.ts';
import { MachineError } from '../io/machine-error.ts';
import { RepositoryError } from './sources/repository-error.ts';

/** What nobody foresaw is a bug, and thrown. */
export function listingTrouble(error: unknown): string {
  if (error instanceof FormatError) return problemText(error.problem);
  const isForeseen =
    error instanceof RepositoryError ||
    error instanceof FetchError ||
    error instanceof MachineError ||
    error instanceof MissingCodecError;
  if (isForeseen) return error.message;
  throw error;
}
