/**
 * Text for the standard streams.
 *
 * Policy: written at once, so nothing is lost at the end of the process. That nobody reads it any
 * more is no error of the work that was done; any other failure of standard output is.
 */
import { MachineError } from '../io/machine-error.ts';
import { writeAll } from '../io/write-all.ts';

/** Of a pipe whose other end is closed, and of a socket closed with something unread in it. */
const NO_READER: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET']);

/** Results, on standard output. @throws MachineError where they cannot be written. */
export function print(text: string): void {
  printOneOfMany(text);
}

/** One of many results; false where nobody reads them any more. @throws as print. */
export function printOneOfMany(text: string): boolean {
  try {
    write(1, 'standard output', text);
    return true;
  } catch (error) {
    if (error instanceof MachineError && NO_READER.has(error.code)) return false;
    throw error;
  }
}

/** Everything else, on standard error. */
export function tell(text: string): void {
  try {
    write(2, 'standard error', text);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
  }
}

function write(fd: number, name: string, text: string): void {
  writeAll({ fd, name }, new TextEncoder().encode(text), null);
}
