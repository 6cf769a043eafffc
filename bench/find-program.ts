/** Where a program is on a search path. Policy: looks, runs nothing. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Directories where administrators' tools are, which other users' PATH may lack. */
const ALSO = ['/usr/sbin', '/sbin'];

/** Absolute path, or undefined. */
export function findProgram(name: string, path = ''): string | undefined {
  const directories = [...path.split(delimiter).filter(Boolean), ...ALSO];
  return directories.map((directory) => join(directory, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
