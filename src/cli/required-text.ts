/** Files that an option names. */
import { MachineError } from '../io/machine-error.ts';
import { readTextFile } from '../io/text-file.ts';
import { ConfigurationError } from './configuration-error.ts';

/** @throws ConfigurationError where it cannot be read. */
export function requiredText(path: string): string {
  try {
    return readTextFile(path);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    throw new ConfigurationError(error.message);
  }
}
