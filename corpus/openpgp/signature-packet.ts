/**
 * Signature packets by keys of the corpus. Policy: all that a wish does not change is right.
 * Source: RFC 4880, sections 5.2.2 to 5.2.4.
 */
import { createHash } from 'node:crypto';
import { integer, PACKET, packet, subpacket, uint16, uint32 } from './packets.ts';
import { algorithmOf, fingerprintOf, type SigningKey, signatureNumbers } from './signing-key.ts';

/** Numbers as in RFC 4880, section 9.4, by the names of node:crypto. */
const HASHES = { md5: 1, sha1: 2, sha256: 8, sha512: 10 } as const;

export interface SignatureWishes {
  /** Default 4. */
  readonly version?: 3 | 4;
  /** Default 0x00, binary. */
  readonly type?: number;
  /** Default sha256. */
  readonly hash?: keyof typeof HASHES;
  /** Seconds since 1970. */
  readonly created?: number;
  /** Instead of the key's own. */
  readonly algorithm?: number;
  /** Hashed, behind the creation time. */
  readonly subpackets?: readonly Uint8Array[];
  /** Instead of what the key makes of the hash. */
  readonly numbers?: Uint8Array;
}

const SIGNED_AT = 1_600_000_000;

const CREATION_TIME = 2;
const ISSUER = 16;

/** A signature of these pieces, one behind the other. */
export function signaturePacket(
  key: SigningKey,
  signed: readonly Uint8Array[],
  wishes: SignatureWishes = {},
): Uint8Array {
  return wishes.version === 3 ? version3(key, signed, wishes) : version4(key, signed, wishes);
}

function version3(key: SigningKey, signed: readonly Uint8Array[], wishes: SignatureWishes) {
  const { type = 0, hash = 'sha256', created = SIGNED_AT, algorithm = algorithmOf(key) } = wishes;
  const hashed = Buffer.concat([Uint8Array.of(type), uint32(created)]);
  const body = [
    Uint8Array.of(3, hashed.length),
    hashed,
    keyIdOf(key),
    Uint8Array.of(algorithm, HASHES[hash]),
    ...hashAndNumbers(key, [...signed, hashed], wishes),
  ];
  return packet(PACKET.signature, Buffer.concat(body));
}

function version4(key: SigningKey, signed: readonly Uint8Array[], wishes: SignatureWishes) {
  const { type = 0, hash = 'sha256', created = SIGNED_AT, algorithm = algorithmOf(key) } = wishes;
  const { subpackets = [] } = wishes;
  const area = Buffer.concat([subpacket(CREATION_TIME, uint32(created)), ...subpackets]);
  const start = Uint8Array.of(4, type, algorithm, HASHES[hash]);
  const hashed = Buffer.concat([start, uint16(area.length), area]);
  const issuer = subpacket(ISSUER, keyIdOf(key));
  const trailer = [Uint8Array.of(4, 0xff), uint32(hashed.length)];
  const body = [
    hashed,
    uint16(issuer.length),
    issuer,
    ...hashAndNumbers(key, [...signed, hashed, ...trailer], wishes),
  ];
  return packet(PACKET.signature, Buffer.concat(body));
}

function hashAndNumbers(
  key: SigningKey,
  pieces: readonly Uint8Array[],
  { hash = 'sha256', numbers }: SignatureWishes,
): Uint8Array[] {
  const data = Buffer.concat(pieces);
  const digest = createHash(hash).update(data).digest();
  return [digest.subarray(0, 2), numbers ?? signatureNumbers(key, hash, data)];
}

/** Random-looking numbers of this many bits, for signatures that nobody can verify. */
export function numberOf(bits: number, bytes: Uint8Array): Uint8Array {
  const digits = Buffer.from(bytes.subarray(0, bits / 8));
  // It has exactly as many bits as it says.
  digits.writeUInt8(digits.readUInt8(0) | 0x80, 0);
  return integer(digits);
}

export function keyIdOf(key: SigningKey): Uint8Array {
  return fingerprintOf(key).subarray(-8);
}
