/**
 * What is in a directory, and which of it is whole.
 *
 * Policy: a file is what it holds; a link, where it points. Modes and times are left to other tests.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** By path: the digest of a file, the target of a link, or the word directory. */
export type Contents = ReadonlyMap<string, string>;

export function contentsOf(directory: string): Contents {
  const contents = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    contents.set(relative(directory, path), contentOf(path));
  }
  return contents;
}

function contentOf(path: string): string {
  const stats = lstatSync(path);
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  return stats.isFile() ? digestOf(readFileSync(path)) : 'special';
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
