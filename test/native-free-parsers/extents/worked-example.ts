/**
 * The end of an extents file as the reference implementation wrote it, from the checksig block on: a
 * package of two files, "hello world\n" at 0x2000 and "second\n" at 0x3000.
 * Policy: bytes as they were dumped; only the digests are computed.
 */

import { createHash } from 'node:crypto';

export const CHECKSIG_OFFSET = 0x3007;
export const TABLE_OFFSET = 0x307c;
export const CSUM_OFFSET = 0x30d4;
export const FILE_SIZE = 16538;
export const BLOCK_SIZE = 4096;

export const CHECKSIG_TEXT = [
  '    Header SHA256 digest: OK',
  '    Header SHA1 digest: OK',
  '    Payload SHA256 digest: OK',
  '    MD5 digest: OK',
  '',
].join('\n');

export const HELLO_DIGEST = sha256('hello world\n');
export const SECOND_DIGEST = sha256('second\n');
/** Of the package; any 32 bytes do. */
export const INPUT_DIGEST = sha256('the package');

export const CHECKSIG_BYTES = Buffer.concat([
  hex('00000000 6900000000000000'),
  Buffer.from(CHECKSIG_TEXT),
]);
export const TABLE_BYTES = Buffer.concat([
  hex('02000000 20000000'),
  SECOND_DIGEST,
  hex('0030000000000000'),
  HELLO_DIGEST,
  hex('0020000000000000'),
]);
export const CSUM_BYTES = Buffer.concat([
  hex('6118000000000000 01000000 06000000 20000000'),
  Buffer.from('SHA256'),
  INPUT_DIGEST,
]);
export const FOOTER_BYTES = hex(
  '0730000000000000 7c30000000000000 d430000000000000 4b57545348313030',
);

function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(' ', ''), 'hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
