/**
 * A file that could not be read, as a plain record that crosses threads and JSON unchanged.
 *
 * Policy: the message names the file where there is no section; with one it is about bytes, and
 * whoever prints it says of which file.
 */
import { FormatError, problemText } from '../../native-free-parsers/bytes/format-error.ts';
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { MachineError } from '../io/machine-error.ts';

/** A file, or a part of one, that could not be read. */
export interface Unreadable {
  readonly path: string;
  /** A FormatErrorCode, the errno name of a fault of the machine, LOST or INTERNAL_ERROR. */
  readonly code: string;
  /** null where it is not about bytes. */
  readonly section: string | null;
  readonly offset: number | null;
  readonly message: string;
}

/** The code of an Unreadable that is a bug of ours. */
export const INTERNAL_ERROR = 'INTERNAL_ERROR';

/** Why the file of this name could not be read. */
export function troubleOf(path: string, error: unknown): Unreadable {
  if (error instanceof FormatError) {
    const { code, section, offset } = error.problem;
    return { path, code, section, offset, message: problemText(error.problem) };
  }
  const nowhere = { path, section: null, offset: null };
  if (error instanceof MachineError) {
    return { ...nowhere, code: error.code, message: error.message };
  }
  if (error instanceof MissingCodecError) {
    return { ...nowhere, code: 'UNSUPPORTED', message: `${path}: ${error.message}` };
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `${path}: this is a bug of rpmcow, please report it:\n${trace}`;
  return { ...nowhere, code: INTERNAL_ERROR, message };
}

/** Of a file whose worker ended before it had a result. */
export function lostFile(path: string, { message }: Error): Unreadable {
  const sentence = `${path}: the worker that had it ended: ${message}`;
  return { path, code: 'LOST', section: null, offset: null, message: sentence };
}
