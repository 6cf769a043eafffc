/** The keys of a run, read once in every thread. */
import { type KeyRing, readKeyRing } from '../package/signatures/key-ring.ts';

const known = new Map<string, Promise<KeyRing>>();

/** Undefined for no files: then no signature is held against a key. Rejects with MachineError. */
export async function keysOf(files: readonly string[]): Promise<KeyRing | undefined> {
  if (files.length === 0) return undefined;
  const name = files.join('\0');
  const keys = known.get(name) ?? readKeyRing(files);
  known.set(name, keys);
  return await keys;
}
