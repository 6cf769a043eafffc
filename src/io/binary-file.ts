/** A small file as bytes. */
import { readFileSync } from 'node:fs';
import { attempt } from './machine-error.ts';

/** Throws MachineError where it cannot be read. */
export function readBinaryFile(path: string): Uint8Array {
  return attempt('read', path, () => readFileSync(path));
}
