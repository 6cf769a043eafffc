/** A small file as text. */
import { readFileSync } from 'node:fs';
import { attempt } from './machine-error.ts';
import { retrying } from './retry.ts';

/** Throws MachineError where it cannot be read; bytes that are no UTF-8 become U+FFFD. */
export function readTextFile(path: string): string {
  return attempt('read', path, () => retrying(() => readFileSync(path, 'utf8')));
}
