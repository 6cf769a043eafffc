/** The bytes of written packages and of mutants, by name: what most tests want of the corpus. */

import { MANIFEST } from './manifest.ts';
import { writePackage } from './writer/write-package.ts';

const written = new Map<string, Promise<Uint8Array>>();

/** Specs have no bytes before they are built: their names are an error here, as unknown ones. */
export async function packageBytes(name: string): Promise<Uint8Array> {
  const entry = ENTRIES.get(name);
  if (entry?.kind === 'mutant') return entry.mutate(await packageBytes(entry.base));
  return writtenOnce(name);
}

const ENTRIES = new Map(MANIFEST.map((entry) => [entry.name, entry]));

function writtenOnce(name: string): Promise<Uint8Array> {
  const entry = ENTRIES.get(name);
  if (entry?.kind !== 'written') {
    throw new RangeError(`no written package or mutant is called ${name}`);
  }
  const bytes = written.get(name) ?? writePackage(entry.description);
  written.set(name, bytes);
  return bytes;
}
