/**
 * The public keys that signatures are held against.
 *
 * Policy: a signature is looked for by the fingerprint that it names, else by its key ID; the order
 * of the keys decides where several fit. Files are read here, keys understood in io/openpgp.ts.
 */
import type { SignatureDescription } from '../../../native-free-parsers/openpgp-signature.ts';
import { readBinaryFile } from '../../io/binary-file.ts';
import { type PublicKey, readKeys } from '../../io/openpgp.ts';

export interface KeyRing {
  readonly keys: readonly PublicKey[];
  /** Keys that cannot be used: `FILE: why`. */
  readonly unusable: readonly string[];
  /** Files without any key that can be used. */
  readonly empty: readonly string[];
}

/** Reads files of keys. Throws MachineError where one cannot be read. */
export async function readKeyRing(paths: readonly string[]): Promise<KeyRing> {
  const keys: PublicKey[] = [];
  const unusable: string[] = [];
  const empty: string[] = [];
  for (const path of paths) {
    const file = await readKeys(readBinaryFile(path));
    keys.push(...file.keys);
    unusable.push(...file.unusable.map((why) => `${path}: ${why}`));
    if (file.keys.length === 0) empty.push(path);
  }
  return { keys, unusable, empty };
}

/** The key that says to have made a signature. */
export function findKey(
  { keys }: KeyRing,
  { keyId, issuerFingerprint }: SignatureDescription,
): PublicKey | undefined {
  return keys.find((key) =>
    issuerFingerprint === undefined ? key.keyId === keyId : key.fingerprint === issuerFingerprint,
  );
}
