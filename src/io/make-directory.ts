/** Makes a directory and what is missing above it. */
import { mkdirSync } from 'node:fs';
import { attempt } from './machine-error.ts';

/** Does nothing where it is there already. Throws MachineError. */
export function makeDirectory(path: string): void {
  attempt('create the directory', path, () => mkdirSync(path, { recursive: true }));
}
