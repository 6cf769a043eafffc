/**
 * Takes a file of OpenPGP keys apart: armored or binary, any number of keys in any number of blocks.
 *
 * Policy: cuts and decodes, and understands no key; so one key that nobody can use does not spoil
 * the others. Checksums of the armor are passed over (RFC 9580 section 6.1).
 * Source: RFC 9580, sections 4.2, 6.2 and 10.1.
 */
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { OpenPgpCursor } from '../../native-free-parsers/openpgp-cursor.ts';

const BLOCK = /-----BEGIN PGP (PUBLIC|PRIVATE) KEY BLOCK-----\r?\n([\s\S]*?)-----END PGP \1/g;

const SECRET_KEY = 5;
const PUBLIC_KEY = 6;

/** A key with its user IDs, subkeys and signatures, or the rest that is none, with the reason. */
export interface KeyBlock {
  readonly bytes: Uint8Array;
  readonly trouble: string | undefined;
}

/** All keys, in their order; empty where the file has none. */
export function splitKeyFile(file: Uint8Array): KeyBlock[] {
  const blocks = [...Buffer.from(file).toString('latin1').matchAll(BLOCK)];
  if (blocks.length === 0) return splitKeys(file);
  return blocks.flatMap(([, , text = '']) => splitKeys(unarmor(text)));
}

/** Behind the headers, which a blank line ends, to the checksum. */
function unarmor(text: string): Uint8Array {
  const [, data = ''] = /^(?:[^\n]*:[^\n]*\n)*\s*\n?([^=]*=*)/.exec(text) ?? [];
  return Buffer.from(data, 'base64');
}

function splitKeys(bytes: Uint8Array): KeyBlock[] {
  const starts: number[] = [];
  const cursor = new OpenPgpCursor(bytes, 0);
  const at = () => bytes.length - cursor.left;
  try {
    while (cursor.left > 0) {
      const start = at();
      const tag = skipPacket(cursor);
      if (tag === PUBLIC_KEY || tag === SECRET_KEY || start === 0) starts.push(start);
    }
    return cut(bytes, starts, bytes.length);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const last = starts.pop() ?? 0;
    const trouble = `expected ${error.expected}, found ${error.found}`;
    return [...cut(bytes, starts, last), { bytes: bytes.subarray(last), trouble }];
  }
}

function cut(bytes: Uint8Array, starts: readonly number[], end: number): KeyBlock[] {
  return starts.map((start, i) => ({
    bytes: bytes.subarray(start, starts[i + 1] ?? end),
    trouble: undefined,
  }));
}

/** Returns its tag. */
function skipPacket(cursor: OpenPgpCursor): number {
  const header = cursor.uint8('packet header');
  if ((header & 0x80) === 0) {
    throw cursor.error('BAD_VALUE', 'an OpenPGP packet', `byte 0x${header.toString(16)}`);
  }
  const isNewFraming = (header & 0x40) !== 0;
  const length = isNewFraming ? cursor.newLength() : cursor.oldLength(header & 0x03);
  cursor.bytes(length, 'a packet');
  return isNewFraming ? header & 0x3f : (header >> 2) & 0x0f;
}
