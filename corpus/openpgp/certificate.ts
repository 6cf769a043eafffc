/**
 * Public keys as people pass them on: a key, whose it is, and its word for that.
 * Source: RFC 4880, sections 5.2.1, 5.2.3.6, 5.2.3.21, 5.2.4, 6.2 and 11.1.
 */
import { PACKET, packet, subpacket, uint32 } from './packets.ts';
import { type SignatureWishes, signaturePacket } from './signature-packet.ts';
import { hashedKey, publicKeyPacket, type SigningKey } from './signing-key.ts';

export interface CertificateWishes extends Pick<SignatureWishes, 'hash' | 'created'> {
  /** Seconds that the key lives. Default for ever. */
  readonly lifetime?: number;
  /** Key flags. Default: certifies and signs. */
  readonly flags?: number;
  /** Whether the key takes everything back. */
  readonly revoked?: boolean;
}

const POSITIVE_CERTIFICATION = 0x13;
const KEY_REVOCATION = 0x20;
const KEY_LIFETIME = 9;
const KEY_FLAGS = 27;
const CERTIFIES_AND_SIGNS = 0x03;

/** The binary form. */
export function certificate(key: SigningKey, wishes: CertificateWishes = {}): Uint8Array {
  const { lifetime, flags = CERTIFIES_AND_SIGNS, revoked = false, ...rest } = wishes;
  const userId = Buffer.from(key.userId);
  const signed = [hashedKey(key), Uint8Array.of(0xb4), uint32(userId.length), userId];
  const certification = signaturePacket(key, signed, {
    created: key.created,
    ...rest,
    type: POSITIVE_CERTIFICATION,
    subpackets: [
      subpacket(KEY_FLAGS, Uint8Array.of(flags)),
      ...(lifetime === undefined ? [] : [subpacket(KEY_LIFETIME, uint32(lifetime))]),
    ],
  });
  const revocation = { created: key.created, type: KEY_REVOCATION };
  return Buffer.concat([
    publicKeyPacket(key),
    ...(revoked ? [signaturePacket(key, [hashedKey(key)], revocation)] : []),
    packet(PACKET.userId, userId),
    certification,
  ]);
}

/** As text, with the checksum that older programs insist on. */
export function armored(bytes: Uint8Array): string {
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  const name = 'PGP PUBLIC KEY BLOCK';
  return [
    `-----BEGIN ${name}-----`,
    '',
    ...lines,
    `=${crc24(bytes)}`,
    `-----END ${name}-----`,
    '',
  ].join('\n');
}

/** RFC 4880, section 6.1. */
function crc24(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x800000 ? (crc << 1) ^ 0x1864cfb : crc << 1;
  }
  return base64(uint32(crc & 0xffffff).subarray(1));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
