/** What an error means to the person at the terminal, and which exit status. */
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { MachineError } from '../io/machine-error.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';

/** Reports an error about `name` on standard error. What is not foreseen is a bug, and thrown. */
export function reportTrouble(name: string, error: unknown): ExitStatus {
  if (error instanceof FormatError) {
    const says = error.rpmSays === undefined ? '' : ` (rpm says: ${error.rpmSays})`;
    process.stderr.write(`rpmcow: ${name}: ${error.message}${says}\n`);
    return EXIT.unreadable;
  }
  if (error instanceof MachineError) {
    process.stderr.write(`rpmcow: ${error.message}\n`);
    return EXIT.unreadable;
  }
  if (error instanceof MissingCodecError) {
    process.stderr.write(`rpmcow: ${name}: ${error.message}\n`);
    return EXIT.unreadable;
  }
  throw error;
}
