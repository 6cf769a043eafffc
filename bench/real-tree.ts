/**
 * Real files for a package: an even sample of what is installed on this machine.
 *
 * Policy: read-only; regular files that everybody may read, none larger than 4 MiB, with names of
 * printable ASCII. Symbolic links are not followed. The choice depends only on which files there
 * are; contents never leave this machine, and the packages are removed after the run.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../test/support/seeded-random.ts';
import type { FileContent } from './content-digest.ts';

const LARGEST = 4 * 1024 * 1024;
const MOST_FILES = 5000;
const READABLE_BY_ALL = 0o444;

/** Files below `root`, of `budget` bytes together, none below `smallest`, with paths relative to it. */
export function sampleFiles(root: string, budget: number, smallest = 0): FileContent[] {
  const sample: FileContent[] = [];
  let total = 0;
  for (const path of shuffled(pathsBelow(root))) {
    if (sample.length === MOST_FILES) break;
    const size = plainSize(join(root, path));
    if (size === undefined || size < smallest || total + size > budget) continue;
    sample.push({ path, content: readFileSync(join(root, path)) });
    total += size;
  }
  return sample.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function pathsBelow(root: string, directory = ''): string[] {
  const paths: string[] = [];
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(join(root, directory));
  } catch {
    return paths; // A directory that is not for everybody, or is gone.
  }
  for (const entry of entries) {
    if (!/^[!-~]+$/.test(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isFile()) paths.push(path);
    else if (entry.isDirectory()) paths.push(...pathsBelow(root, path));
  }
  return paths;
}

function entriesOf(directory: string) {
  return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Fisher and Yates, always with the same dice. */
function shuffled(paths: string[]): string[] {
  const random = seededRandom(1);
  for (let last = paths.length - 1; last > 0; last--) {
    const other = random.between(0, last);
    [paths[last], paths[other]] = [paths[other]!, paths[last]!];
  }
  return paths;
}

/** Undefined for files that are not to be packaged. */
function plainSize(path: string): number | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile() || (status.mode & READABLE_BY_ALL) !== READABLE_BY_ALL) return undefined;
  return status.size <= LARGEST ? status.size : undefined;
}
