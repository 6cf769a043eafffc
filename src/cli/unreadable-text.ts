/** Why a file could not be read, as standard error says it. */
import type { Unreadable } from '../package/unreadable.ts';

export function unreadableText({ path, section, message }: Unreadable): string {
  // Without a section, the message names the file itself.
  return section === null ? message : `${path}: ${message}`;
}
