/** The value of -j. */
import { InvalidArgumentError } from 'commander';

export function jobCount(argument: string): number {
  if (!/^[1-9]\d{0,2}$/.test(argument)) {
    throw new InvalidArgumentError('It is no number from 1 to 999.');
  }
  return Number(argument);
}
