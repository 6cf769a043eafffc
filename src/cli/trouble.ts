/** What an error means to the person at the terminal, and which exit status. */
import { FormatError, problemText } from '../../native-free-parsers/bytes/format-error.ts';
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { MachineError } from '../io/machine-error.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tell } from './print.ts';

/** Reports an error about `name` on standard error. What is not foreseen is a bug, and thrown. */
export function reportTrouble(name: string, error: unknown): ExitStatus {
  if (error instanceof FormatError) {
    tell(`rpmcow: ${name}: ${problemText(error.problem)}\n`);
    return EXIT.unreadable;
  }
  if (error instanceof MachineError) {
    tell(`rpmcow: ${error.message}\n`);
    return EXIT.unreadable;
  }
  if (error instanceof MissingCodecError) {
    tell(`rpmcow: ${name}: ${error.message}\n`);
    return EXIT.unreadable;
  }
  throw error;
}

/** Reports what nobody foresaw: the machine's fault in an unusual place, or a bug. */
export function reportUnforeseen(program: string, error: unknown): ExitStatus {
  if (error instanceof MachineError) {
    tell(`${program}: ${error.message}\n`);
    return EXIT.unreadable;
  }
  const trace = error instanceof Error ? error.stack : String(error);
  tell(`${program}: this is a bug of rpmcow, please report it:\n${trace}\n`);
  return EXIT.bug;
}
