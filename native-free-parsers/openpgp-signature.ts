/**
 * Describes an OpenPGP signature packet the way rpm names it in its messages.
 *
 * Policy: reads one packet and verifies nothing. Versions 3 and 4 are held to the rules of rpm 4.18's
 * own parser: what it calls an invalid OpenPGP signature is a FormatError here. What only later rpm
 * accepts (version 6, newer algorithms) is described too and marked. Source: rpm 4.18
 * rpmio/rpmpgp_internal.c and rpmio/rpmpgp.c (pgpIdentItem); RFC 4880 and RFC 9580, section 5.2.
 */

import { toHex } from './bytes/hex.ts';
import { digestAlgorithm } from './digest-algorithms.ts';
import { OpenPgpCursor } from './openpgp-cursor.ts';

export interface SignatureDescription {
  readonly version: 3 | 4 | 6;
  /** As rpm prints it, e.g. RSA. */
  readonly publicKeyAlgorithm: string;
  /** As rpm prints it, e.g. SHA256. */
  readonly hashAlgorithm: string;
  /** 16 hexadecimal digits; zeros where a version 4 signature names no issuer key ID, as in rpm. */
  readonly keyId: string;
  /** Of the issuer's key, in hexadecimal, where the signature has it. */
  readonly issuerFingerprint: string | undefined;
  /** Seconds since 1970. */
  readonly created: number;
  /** Whether rpm 4.18 accepts a packet of this version and public key algorithm. */
  readonly inRpm418: boolean;
}

/** Source: rpm include/rpm/rpmpgp.h of 6.1 (pgpPubkeyAlgo), names as in rpmio/rpmpgpval.hh. */
const PUBLIC_KEY_ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [1, 'RSA'],
  [2, 'RSA(Encrypt-Only)'],
  [3, 'RSA(Sign-Only)'],
  [16, 'Elgamal(Encrypt-Only)'],
  [17, 'DSA'],
  [18, 'Elliptic Curve'],
  [19, 'ECDSA'],
  [20, 'Elgamal'],
  [21, 'Diffie-Hellman (X9.42)'],
  [22, 'EdDSA'],
  [25, 'X25519'],
  [26, 'X448'],
  [27, 'Ed25519'],
  [28, 'Ed448'],
  [30, 'ML-DSA-65+Ed25519'],
  [31, 'ML-DSA-87+Ed448'],
  [32, 'SLH-DSA-SHAKE-128s'],
  [33, 'SLH-DSA-SHAKE-128f'],
  [34, 'SLH-DSA-SHAKE-256s'],
  [35, 'ML-KEM-768+X25519'],
  [36, 'ML-KEM-1024+X448'],
]);

/** How many integers (MPIs) end a signature, for the algorithms rpm 4.18 accepts: RSA, DSA, EdDSA. */
const INTEGERS_IN_SIGNATURE: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [17, 2],
  [22, 2],
]);

const SIGNATURE_PACKET = 2;
const LONGEST_PACKET = 65535;
const NO_KEY_ID = '0'.repeat(16);

/** Subpacket types rpm reads. */
const CREATION_TIME = 2;
const ISSUER_KEY_ID = 16;
const KEY_FLAGS = 27;
const ISSUER_FINGERPRINT = 33;

/** Signature types whose issuer rpm reads: binary, text, standalone, positive certification. */
const TYPES_WITH_ISSUER: readonly number[] = [0x00, 0x01, 0x02, 0x13];

/**
 * Describes the one packet that `bytes` must be; `offset` is where in the file they begin.
 * Throws TRUNCATED, BAD_VALUE or UNSUPPORTED (a version other than 3, 4 and 6).
 */
export function describeSignature(bytes: Uint8Array, offset = 0): SignatureDescription {
  const body = signatureBody(new OpenPgpCursor(bytes, offset));
  const version = body.uint8('version');
  switch (version) {
    case 3:
      return describeVersion3(body);
    case 4:
      return describeVersion4(body);
    case 6:
      return describeVersion6(body);
    default:
      throw body.error('UNSUPPORTED', 'a signature of version 3, 4 or 6', `version ${version}`);
  }
}

/** What rpm 4.18 calls the signature, e.g. "V4 RSA/SHA256 Signature, key ID 1964c5fc". */
export function signatureText(signature: SignatureDescription): string {
  const { version, publicKeyAlgorithm, hashAlgorithm, keyId } = signature;
  return `V${version} ${publicKeyAlgorithm}/${hashAlgorithm} Signature, key ID ${keyId.slice(-8)}`;
}

/** Takes the packet header apart: old framing or new, definite lengths only, nothing after the body. */
export function signatureBody(packet: OpenPgpCursor): OpenPgpCursor {
  if (packet.left > LONGEST_PACKET) {
    throw packet.error('BAD_VALUE', `at most ${LONGEST_PACKET} bytes`, `${packet.left}`);
  }
  const header = packet.uint8('packet header');
  const isNewFraming = (header & 0x40) !== 0;
  const tag = isNewFraming ? header & 0x3f : (header >> 2) & 0x0f;
  if ((header & 0x80) === 0 || tag !== SIGNATURE_PACKET) {
    throw packet.error('BAD_VALUE', 'a signature packet', `header byte 0x${header.toString(16)}`);
  }
  const length = isNewFraming ? packet.newLength() : packet.oldLength(header & 0x03);
  const body = packet.section(length, 'packet body');
  packet.expectEnd();
  return body;
}

function describeVersion3(body: OpenPgpCursor): SignatureDescription {
  const hashedLength = body.uint8('hashed length');
  if (hashedLength !== 5) throw body.error('BAD_VALUE', 'hashed length 5', `${hashedLength}`);
  body.uint8('signature type');
  const created = body.uint32('creation time');
  const keyId = toHex(body.bytes(8, 'key ID'));
  const publicKey = body.uint8('public key algorithm');
  const hash = body.uint8('hash algorithm');
  body.bytes(2, 'start of the hash');
  skipIntegers(body, publicKey);
  return {
    version: 3,
    ...algorithms(publicKey, hash),
    keyId,
    issuerFingerprint: undefined,
    created,
    inRpm418: INTEGERS_IN_SIGNATURE.has(publicKey),
  };
}

function describeVersion4(body: OpenPgpCursor): SignatureDescription {
  const type = body.uint8('signature type');
  const publicKey = body.uint8('public key algorithm');
  const hash = body.uint8('hash algorithm');
  const hashed = subpackets(body.section(body.uint16('hashed length'), 'hashed subpackets'));
  refuseCritical(hashed, [CREATION_TIME, ISSUER_KEY_ID, KEY_FLAGS]);
  if (hashed.filter((subpacket) => subpacket.type === KEY_FLAGS).length > 1) {
    throw body.error('BAD_VALUE', 'key flags once', 'more of them');
  }
  const created = creationTime(hashed, body);
  const unhashed = subpackets(body.section(body.uint16('unhashed length'), 'unhashed subpackets'));
  refuseCritical(unhashed, [ISSUER_KEY_ID]);
  body.bytes(2, 'start of the hash');
  skipIntegers(body, publicKey);

  const all = [...hashed, ...unhashed];
  const issuer = TYPES_WITH_ISSUER.includes(type)
    ? all.find((subpacket) => subpacket.type === ISSUER_KEY_ID && subpacket.data.length === 8)
    : undefined;
  return {
    version: 4,
    ...algorithms(publicKey, hash),
    keyId: issuer ? toHex(issuer.data) : NO_KEY_ID,
    issuerFingerprint: issuerFingerprint(all),
    created,
    inRpm418: INTEGERS_IN_SIGNATURE.has(publicKey),
  };
}

/** Up to the salt; the algorithm's own fields are not looked at. */
function describeVersion6(body: OpenPgpCursor): SignatureDescription {
  body.uint8('signature type');
  const publicKey = body.uint8('public key algorithm');
  const hash = body.uint8('hash algorithm');
  const hashed = subpackets(body.section(body.uint32('hashed length'), 'hashed subpackets'));
  const unhashed = subpackets(body.section(body.uint32('unhashed length'), 'unhashed subpackets'));
  body.bytes(2, 'start of the hash');
  body.bytes(body.uint8('salt length'), 'salt');

  const fingerprint = issuerFingerprint([...hashed, ...unhashed]);
  return {
    version: 6,
    ...algorithms(publicKey, hash),
    keyId: fingerprint?.slice(0, 16) ?? NO_KEY_ID,
    issuerFingerprint: fingerprint,
    created: creationTime(hashed, body),
    inRpm418: false,
  };
}

function algorithms(
  publicKey: number,
  hash: number,
): { publicKeyAlgorithm: string; hashAlgorithm: string } {
  return {
    publicKeyAlgorithm: PUBLIC_KEY_ALGORITHMS.get(publicKey) ?? 'Unknown public key algorithm',
    hashAlgorithm: digestAlgorithm(hash)?.name ?? 'Unknown hash algorithm',
  };
}

/** The integers must be as many as the algorithm has, and end the packet. */
function skipIntegers(body: OpenPgpCursor, publicKey: number): void {
  const count = INTEGERS_IN_SIGNATURE.get(publicKey);
  if (count === undefined) return;
  for (let i = 0; i < count; i++) {
    const bits = body.uint16('integer length');
    body.bytes(Math.ceil(bits / 8), 'integer');
  }
  body.expectEnd();
}

interface Subpacket {
  readonly type: number;
  readonly critical: boolean;
  readonly data: Uint8Array;
  /** Where it begins, for errors. */
  readonly at: OpenPgpCursor;
}

function subpackets(area: OpenPgpCursor): Subpacket[] {
  const found: Subpacket[] = [];
  while (area.left > 0) {
    const at = area.section(area.newLength(), 'subpacket');
    const type = at.uint8('subpacket type');
    found.push({ type: type & 0x7f, critical: type > 0x7f, data: at.rest(), at });
  }
  return found;
}

/** A critical subpacket must be one that rpm reads here, and a creation time of the right length. */
function refuseCritical(found: readonly Subpacket[], readable: readonly number[]): void {
  for (const { type, critical, data, at } of found) {
    const isRead = readable.includes(type) && !(type === CREATION_TIME && data.length !== 4);
    if (critical && !isRead) {
      throw at.error('BAD_VALUE', 'critical subpackets that rpm knows', `type ${type}`);
    }
  }
}

function creationTime(hashed: readonly Subpacket[], body: OpenPgpCursor): number {
  const times = hashed.filter(({ type, data }) => type === CREATION_TIME && data.length === 4);
  const [time] = times;
  if (!time || times.length > 1) {
    throw body.error('BAD_VALUE', 'one hashed creation time', `${times.length}`);
  }
  return new OpenPgpCursor(time.data, 0).uint32('creation time');
}

/** One byte key version, then 20 bytes for version 4 or 32 for version 6. */
function issuerFingerprint(found: readonly Subpacket[]): string | undefined {
  const data = found.find(({ type }) => type === ISSUER_FINGERPRINT)?.data;
  const fits = (data?.[0] === 4 && data.length === 21) || (data?.[0] === 6 && data.length === 33);
  return data && fits ? toHex(data.subarray(1)) : undefined;
}
