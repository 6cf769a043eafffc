/** Packages of the corpus as files in a directory of the test's own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageBytes } from '../../corpus/package-bytes.ts';

/** Writes `<name>.rpm` for each name. */
export async function placePackages(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    placeFile(directory, `${name}.rpm`, await packageBytes(name));
  }
}

/** Writes a file, and the directories above it. */
export function placeFile(directory: string, name: string, content: Uint8Array | string): void {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
