/**
 * Reads what is left in a pipe or socket, so that whoever writes into it does not fail.
 *
 * Policy: keeps nothing, and stops quietly where nothing more can be read. Anything else is left
 * alone: a file has no writer to spare, a terminal would ask for more.
 */

import { fstatSync } from 'node:fs';
import { fdReader } from './fd-reader.ts';
import { attempt, MachineError } from './machine-error.ts';
import { pump } from './pump.ts';

export async function drainDescriptor(fd: number): Promise<void> {
  try {
    const stats = attempt('read', `descriptor ${fd}`, () => fstatSync(fd));
    if (!stats.isFIFO() && !stats.isSocket()) return;
    await pump(fdReader(fd), () => {});
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
  }
}
