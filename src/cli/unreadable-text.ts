/** Why a file could not be read, as standard error says it. */
import type { Unreadable } from '../check/check-record.ts';

export function unreadableText({ path, section, message }: Unreadable): string {
  // Faults of the machine name the file themselves.
  return section === null ? message : `${path}: ${message}`;
}
