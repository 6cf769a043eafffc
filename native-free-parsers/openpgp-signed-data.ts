/**
 * What an OpenPGP signature packet says of the hash that was signed: what goes into it before and
 * after the data, and how it begins.
 *
 * Policy: reads one packet, computes and verifies nothing. openpgp-signature.ts says whether rpm
 * takes the packet. Source: RFC 4880 and RFC 9580, section 5.2.4.
 */

import { OpenPgpCursor } from './openpgp-cursor.ts';
import { signatureBody } from './openpgp-signature.ts';

export interface SignedData {
  readonly version: 3 | 4 | 6;
  /** RFC 9580, section 5.2.1. */
  readonly type: number;
  readonly publicKeyAlgorithm: number;
  readonly hashAlgorithm: number;
  /** Hashed before the data: the salt of version 6. */
  readonly before: Uint8Array;
  /** Hashed behind the data. */
  readonly after: Uint8Array;
  /** The first two bytes of the hash. */
  readonly hashStart: Uint8Array;
  /** The integers that are the signature, as they stand in the packet. */
  readonly material: Uint8Array;
}

/** A signature of bytes as they are, the only type that rpm takes. */
export const BINARY_SIGNATURE = 0x00;

const NOTHING = new Uint8Array();

/**
 * Reads the one packet that `bytes` must be; `offset` is where in the file they begin.
 * Throws TRUNCATED, BAD_VALUE or UNSUPPORTED (a version other than 3, 4 and 6).
 */
export function readSignedData(bytes: Uint8Array, offset = 0): SignedData {
  const body = signatureBody(new OpenPgpCursor(bytes, offset)).rest();
  const packet = new OpenPgpCursor(body, offset + bytes.length - body.length);
  const version = packet.uint8('version');
  switch (version) {
    case 3:
      return readVersion3(packet);
    case 4:
    case 6:
      return readLaterVersion(version, body, packet);
    default:
      throw packet.error('UNSUPPORTED', 'a signature of version 3, 4 or 6', `version ${version}`);
  }
}

function readVersion3(packet: OpenPgpCursor): SignedData {
  const after = packet.bytes(packet.uint8('hashed length'), 'hashed fields');
  packet.bytes(8, 'key ID');
  return {
    version: 3,
    type: after[0] ?? BINARY_SIGNATURE,
    publicKeyAlgorithm: packet.uint8('public key algorithm'),
    hashAlgorithm: packet.uint8('hash algorithm'),
    before: NOTHING,
    after,
    hashStart: packet.bytes(2, 'start of the hash'),
    material: packet.rest(),
  };
}

function readLaterVersion(version: 4 | 6, body: Uint8Array, packet: OpenPgpCursor): SignedData {
  const areaLength = () =>
    version === 4 ? packet.uint16('subpackets length') : packet.uint32('subpackets length');
  const type = packet.uint8('signature type');
  const publicKeyAlgorithm = packet.uint8('public key algorithm');
  const hashAlgorithm = packet.uint8('hash algorithm');
  packet.bytes(areaLength(), 'hashed subpackets');
  const hashed = body.subarray(0, body.length - packet.left);
  packet.bytes(areaLength(), 'unhashed subpackets');
  const hashStart = packet.bytes(2, 'start of the hash');
  const before = version === 6 ? packet.bytes(packet.uint8('salt length'), 'salt') : NOTHING;
  return {
    version,
    type,
    publicKeyAlgorithm,
    hashAlgorithm,
    before,
    after: withTrailer(version, hashed),
    hashStart,
    material: packet.rest(),
  };
}

/** Six bytes end what is hashed: the version, 0xff, and how many bytes of the packet are hashed. */
function withTrailer(version: number, hashed: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(hashed.length + 6);
  bytes.set(hashed);
  bytes.set([version, 0xff], hashed.length);
  new DataView(bytes.buffer).setUint32(hashed.length + 2, hashed.length);
  return bytes;
}
