/**
 * Writes OpenPGP packets: framing, numbers, subpackets. Policy: independent of the parsers and of
 * OpenPGP.js, so that a mistake here or there shows.
 * Source: RFC 4880, sections 3.2, 4.2.1, 5.2.3.1; RFC 9580, section 9.2 for Ed25519Legacy.
 */

export const PACKET = { signature: 2, publicKey: 6, userId: 13 } as const;

/** An old packet with two bytes of length. */
export function packet(tag: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(0x81 | (tag << 2)), uint16(body.length), body]);
}

/** A number with its length in bits, without leading zeros. */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = bytes.subarray(first < 0 ? bytes.length : first);
  const bits = digits.length === 0 ? 0 : 8 * digits.length - Math.clz32(digits[0]!) + 24;
  return Buffer.concat([uint16(bits), digits]);
}

/** One of fewer than 192 bytes. */
export function subpacket(type: number, data: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(data.length + 1, type), data]);
}

export function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

export function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
