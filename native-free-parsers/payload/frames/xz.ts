/**
 * The stream header and the block header of the .xz format (xz-file-format 1.2, 2.1.1 and 3.1).
 *
 * Policy: reads and checks headers only, CRC32 included; whether a filter or a check can be
 * decoded here is not its business.
 */
import { FormatError, type FormatErrorCode } from '../../bytes/format-error.ts';
import { toHex } from '../../bytes/hex.ts';
import { crc32 } from './crc32.ts';
import { type FrameParse, needMore, parsed, viewOf } from './frame-parse.ts';

export interface XzStreamHeader {
  /** 0 none, 1 CRC32, 4 CRC64, 10 SHA-256 (what rpm writes); the others are reserved. */
  readonly check: number;
  /** Bytes of check after each block. */
  readonly checkLength: number;
}

export interface XzFilter {
  /** 0x21 is LZMA2, the only one rpm itself uses. */
  readonly id: number;
  readonly properties: Uint8Array;
}

export interface XzBlockHeader {
  readonly compressedSize: number | undefined;
  readonly uncompressedSize: number | undefined;
  /** 1 to 4, the last is the compressor. */
  readonly filters: readonly XzFilter[];
}

export const XZ_FILTER_LZMA2 = 0x21;
export const XZ_STREAM_HEADER_LENGTH = 12;

const MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
const CHECK_LENGTHS = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64] as const;
const RESERVED_BLOCK_FLAGS = 0x3c;
const HAS_COMPRESSED_SIZE = 0x40;
const HAS_UNCOMPRESSED_SIZE = 0x80;

/** `offset` is the absolute one of `bytes[0]`. */
export function parseXzStreamHeader(bytes: Uint8Array, offset: number): FrameParse<XzStreamHeader> {
  if (bytes.length < XZ_STREAM_HEADER_LENGTH) return needMore(XZ_STREAM_HEADER_LENGTH);
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw bad('BAD_MAGIC', offset, 'xz magic fd377a585a00', toHex(bytes.subarray(0, 6)));
  }
  const stored = viewOf(bytes).getUint32(8, true);
  const computed = crc32(bytes.subarray(6, 8));
  if (stored !== computed) {
    throw bad(
      'CORRUPT',
      offset + 8,
      `CRC32 0x${computed.toString(16)}`,
      `0x${stored.toString(16)}`,
    );
  }
  const check = bytes[7]!;
  if (bytes[6] !== 0 || check > 15) {
    throw bad('BAD_VALUE', offset + 6, 'stream flags 0000 to 000f', toHex(bytes.subarray(6, 8)));
  }
  return parsed({ check, checkLength: CHECK_LENGTHS[check]! }, XZ_STREAM_HEADER_LENGTH);
}

/** `bytes[0]` is the header's size byte, not 0 (that is the index); `offset` its absolute place. */
export function parseXzBlockHeader(bytes: Uint8Array, offset: number): FrameParse<XzBlockHeader> {
  if (bytes.length === 0) return needMore(1);
  const length = (bytes[0]! + 1) * 4;
  if (bytes.length < length) return needMore(length);
  const fieldsEnd = length - 4;
  const stored = viewOf(bytes).getUint32(fieldsEnd, true);
  const computed = crc32(bytes.subarray(0, fieldsEnd));
  if (stored !== computed) {
    const found = `0x${stored.toString(16)}`;
    throw bad('CORRUPT', offset + fieldsEnd, `CRC32 0x${computed.toString(16)}`, found);
  }
  const flags = bytes[1]!;
  if (flags & RESERVED_BLOCK_FLAGS) {
    throw bad('BAD_VALUE', offset + 1, 'reserved flags 0', `flags 0x${flags.toString(16)}`);
  }

  const fields = new BlockFields(bytes.subarray(0, fieldsEnd), offset);
  const compressedSize = flags & HAS_COMPRESSED_SIZE ? fields.integer() : undefined;
  const uncompressedSize = flags & HAS_UNCOMPRESSED_SIZE ? fields.integer() : undefined;
  const filters = Array.from({ length: (flags & 3) + 1 }, () => fields.filter());
  fields.padding();
  return parsed({ compressedSize, uncompressedSize, filters }, length);
}

/** Bytes of the dictionary of an LZMA2 filter (5.3.1), undefined for properties it cannot have. */
export function lzma2DictionarySize(filter: XzFilter): number | undefined {
  const [code] = filter.properties;
  if (filter.properties.length !== 1 || code === undefined || code > 40) return undefined;
  return code === 40 ? 2 ** 32 - 1 : (2 | (code & 1)) * 2 ** (Math.trunc(code / 2) + 11);
}

/**
 * A multibyte integer (1.2): 7 bits a byte, low bits first, at most 9 bytes, no needless ones.
 * Above 2^53 it is not exact: no size in a real file is.
 */
export function readXzInteger(bytes: Uint8Array, offset: number): FrameParse<number> {
  let value = 0;
  let length = 0;
  while (length < 9) {
    const byte = bytes[length];
    if (byte === undefined) return needMore(length + 1);
    value += (byte & 0x7f) * 2 ** (7 * length);
    length++;
    if (byte < 0x80 && (byte !== 0 || length === 1)) return parsed(value, length);
    if (byte === 0) break;
  }
  throw bad('CORRUPT', offset, 'a multibyte integer', toHex(bytes.subarray(0, length)));
}

/** Walks over the fields of one block header, which never reach past its CRC. */
class BlockFields {
  readonly #bytes: Uint8Array;
  readonly #offset: number;
  #at = 2;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  integer(): number {
    const integer = readXzInteger(this.#bytes.subarray(this.#at), this.#offset + this.#at);
    if (integer.kind === 'need-more') {
      throw bad('CORRUPT', this.#offset + this.#at, 'a multibyte integer', 'the end of the header');
    }
    this.#at += integer.length;
    return integer.header;
  }

  filter(): XzFilter {
    const id = this.integer();
    const length = this.integer();
    const start = this.#at;
    if (length > this.#bytes.length - start) {
      throw bad('CORRUPT', this.#offset + start, 'filter properties', `${length} bytes of them`);
    }
    this.#at += length;
    return { id, properties: this.#bytes.subarray(start, this.#at) };
  }

  padding(): void {
    if (this.#bytes.subarray(this.#at).some((byte) => byte !== 0)) {
      throw bad('CORRUPT', this.#offset + this.#at, 'zero padding', 'other bytes');
    }
  }
}

function bad(code: FormatErrorCode, offset: number, expected: string, found: string): FormatError {
  return new FormatError({ code, section: 'payload', offset, expected, found });
}
