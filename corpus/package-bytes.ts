/** The bytes of written packages and of mutants, by name: what most tests want of the corpus. */

import { MANIFEST } from './manifest.ts';
import { writePackage } from './writer/write-package.ts';
import { WRITTEN_PACKAGES } from './written-packages.ts';

const written = new Map<string, Promise<Uint8Array>>();

/** Specs have no bytes before they are built: their names are an error here, as unknown ones. */
export async function packageBytes(name: string): Promise<Uint8Array> {
  const entry = MANIFEST.find((candidate) => candidate.name === name);
  if (entry?.kind === 'mutant') return entry.mutate(await writtenOnce(entry.base));
  return writtenOnce(name);
}

function writtenOnce(name: string): Promise<Uint8Array> {
  const description = WRITTEN_PACKAGES.get(name);
  if (!description) throw new RangeError(`no written package or mutant is called ${name}`);
  const bytes = written.get(name) ?? writePackage(description);
  written.set(name, bytes);
  return bytes;
}
