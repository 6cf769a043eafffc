/**
 * Whether a descriptor can be a terminal at all.
 *
 * Policy: no is certain, yes is not. Node's own streams know for sure, but setting one up takes 4 ms
 * where it is a pipe, as in most scripts.
 */
import { fstatSync } from 'node:fs';

export function mayBeTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return false; // It is closed.
  }
}
