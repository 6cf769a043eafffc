/** Inputs as files, for targets that read files. Policy: one directory a process, gone with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let directory: string | undefined;

export function fuzzDirectory(): string {
  if (directory === undefined) {
    directory = mkdtempSync(join(tmpdir(), 'fuzz-input-'));
    process.once('exit', removeFuzzDirectory);
  }
  return directory;
}

/** For who is not told when its process ends, as tests. */
export function removeFuzzDirectory(): void {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  directory = undefined;
}

/** The path of a file that has this content until the next call. */
export function inputFile(content: Uint8Array): string {
  const path = join(fuzzDirectory(), 'input.rpm');
  writeFileSync(path, content);
  return path;
}
