/**
 * What a public key says of a signature, by the hash of what was signed.
 *
 * Policy: OpenPGP.js computes; it is handed in, so that whoever needs no key never loads it. No
 * algorithm and no key size is refused here. A key counts as of the time of the signature.
 */
import type { Config, Key, Subkey } from 'openpgp';

export type Library = typeof import('openpgp');

export type HashVerdict =
  | { readonly kind: 'good' }
  /** The key did not make this signature over this hash. */
  | { readonly kind: 'bad'; readonly because: string }
  /** The signature is right, and yet proves nothing. */
  | { readonly kind: 'key-unusable'; readonly because: string }
  | { readonly kind: 'unsupported'; readonly because: string };

/**
 * Holds a signature against the key that it names.
 * @param certificate that `key` is of.
 * @param bytes the signature packet, its header included.
 * @param hash of all that the signature covers.
 */
export async function verifyHash(
  library: Library,
  certificate: Key,
  key: Key | Subkey,
  bytes: Uint8Array,
  hash: Uint8Array,
): Promise<HashVerdict> {
  const config = permissive(library);
  try {
    const { packets } = await library.readSignature({ binarySignature: bytes, config });
    const [packet] = packets;
    if (packet === undefined) return { kind: 'unsupported', because: 'no signature packet' };
    const created = packet.created ?? new Date(0);
    // What the library would hash, had it the data.
    Object.assign(packet, { hashed: hash });
    await packet.verify(key.keyPacket, library.enums.signature.binary, {}, created, true, config);
    if (packet.getExpirationTime() <= new Date()) {
      return { kind: 'key-unusable', because: 'the signature has expired' };
    }
    const because = await whyUnusable(certificate, key, created, config);
    return because === undefined ? { kind: 'good' } : { kind: 'key-unusable', because };
  } catch (error) {
    const because = messageOf(error);
    return { kind: WRONG.includes(because) ? 'bad' : 'unsupported', because };
  }
}

/** What OpenPGP.js says of a signature that is wrong, in contrast to one that it cannot judge. */
const WRONG: readonly string[] = [
  'Signed digest did not match',
  'Signature verification failed',
  'Public key algorithm used to sign signature does not match issuer key algorithm',
];

function permissive({ config }: Library): Config {
  return {
    ...config,
    allowMissingKeyFlags: true,
    minRSABits: 0,
    rejectHashAlgorithms: new Set(),
    rejectMessageHashAlgorithms: new Set(),
    rejectPublicKeyAlgorithms: new Set(),
    rejectCurves: new Set(),
  };
}

/** Whether the key could sign when it did; a certificate that was made anew since is taken as it is. */
async function whyUnusable(
  certificate: Key,
  key: Key | Subkey,
  created: Date,
  config: Config,
): Promise<string | undefined> {
  if (key.getCreationTime() > created) return 'the key is newer than the signature';
  const then = await signingTrouble(certificate, key, created, config);
  if (then === undefined || !then.includes('creation time is in the future')) return reasonOf(then);
  const ever = await signingTrouble(certificate, key, null, config);
  if (ever !== undefined) return reasonOf(ever);
  const expiry = await key.getExpirationTime();
  return expiry !== null && expiry <= created ? reasonOf('expired') : undefined;
}

async function signingTrouble(
  certificate: Key,
  key: Key | Subkey,
  date: Date | null,
  config: Config,
): Promise<string | undefined> {
  try {
    await certificate.getSigningKey(key.getKeyID(), date, undefined, config);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function reasonOf(trouble: string | undefined): string | undefined {
  if (trouble === undefined) return undefined;
  if (trouble.includes('revoked')) return 'the key was revoked';
  if (trouble.includes('expired')) return 'the key had expired when it was made';
  return `the key cannot make signatures: ${trouble}`;
}

/** As a phrase: without the full stop that some have. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
