/**
 * One digest for the contents of many files, by which the results of all extractors are held
 * against what went into the package. Policy: regular files only; whole files in memory, one at a
 * time.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface FileContent {
  /** Relative to the directory they are all in, without a slash in front. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** Hexadecimal SHA-256 over the sorted lines `SHA-256 of the content, path`. */
export function contentDigest(files: Iterable<FileContent>): string {
  const lines: string[] = [];
  for (const { path, content } of files) {
    lines.push(`${createHash('sha256').update(content).digest('hex')} ${path}\0`);
  }
  const hash = createHash('sha256');
  for (const line of lines.sort()) hash.update(line);
  return hash.digest('hex');
}

/** The same of everything below a directory. */
export function directoryDigest(directory: string): string {
  return contentDigest(filesBelow(directory));
}

function* filesBelow(directory: string): Generator<FileContent> {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { path: relative(directory, path), content: readFileSync(path) };
  }
}
