/**
 * Public keys, and what they say of signatures.
 *
 * Policy: OpenPGP.js reads keys and computes; it is loaded when the first key is read. It never
 * sees the signed data, only its hash, so nothing is held in memory. What a signature by a sound
 * key is worth is not decided here: no algorithm and no key size is refused.
 */
import type { Key, SignaturePacket } from 'openpgp';
import { splitKeyFile } from './openpgp-key-file.ts';
import { type HashVerdict, type Library, messageOf, verifyHash } from './openpgp-verify.ts';

/** A key that makes signatures: a certificate's primary key or one of its subkeys. */
export interface PublicKey {
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  /** In hexadecimal. */
  readonly fingerprint: string;
  /** The certificate's, which is what people know it by. */
  readonly primaryFingerprint: string;
  /** The certificate's first user ID, not made safe to print. */
  readonly userId: string | undefined;
  /** RSA and DSA: of the modulus. */
  readonly bits: number | undefined;
  /** The hash algorithms, by number, of the signatures that the certificate is held together by. */
  readonly selfHashes: readonly number[];
  /**
   * @param packet a signature packet of version 4 or 6, its header included.
   * @param hash of all that the signature covers.
   */
  verify(packet: Uint8Array, hash: Uint8Array): Promise<HashVerdict>;
}

export interface KeyFile {
  readonly keys: readonly PublicKey[];
  /** Why some keys of the file cannot be used. */
  readonly unusable: readonly string[];
}

/** Reads the keys of a file, armored or binary. */
export async function readKeys(file: Uint8Array): Promise<KeyFile> {
  const library = await import('openpgp');
  const keys: PublicKey[] = [];
  const unusable: string[] = [];
  for (const { bytes, trouble } of splitKeyFile(file)) {
    if (trouble !== undefined) {
      unusable.push(trouble);
      continue;
    }
    try {
      const certificate = await library.readKey({ binaryKey: bytes });
      if (certificate.isPrivate()) unusable.push('it is a secret key');
      else keys.push(...publicKeys(library, certificate));
    } catch (error) {
      unusable.push(messageOf(error));
    }
  }
  return { keys, unusable };
}

function publicKeys(library: Library, certificate: Key): PublicKey[] {
  const [userId] = certificate.getUserIDs();
  const primaryFingerprint = certificate.getFingerprint();
  const own = [...certificate.users.flatMap((user) => newest(user.selfCertifications))];
  return certificate.getKeys().map((key) => {
    const bindings = 'bindingSignatures' in key ? newest(key.bindingSignatures) : [];
    return {
      keyId: key.getKeyID().toHex(),
      fingerprint: key.getFingerprint(),
      primaryFingerprint,
      userId,
      bits: key.getAlgorithmInfo().bits,
      selfHashes: [...own, ...bindings].map(({ hashAlgorithm }) => hashAlgorithm ?? 0),
      verify: (packet, hash) => verifyHash(library, certificate, key, packet, hash),
    };
  });
}

function newest(signatures: readonly SignaturePacket[]): SignaturePacket[] {
  return signatures.toSorted((a, b) => Number(b.created) - Number(a.created)).slice(0, 1);
}
