/**
 * The 13-byte header of an LZMA_Alone (.lzma) file.
 *
 * Policy: accepts and refuses what liblzma's automatic decoder does (rpm reads with that one),
 * which is stricter than its plain .lzma decoder, there being no magic.
 * Source: xz's doc/lzma-file-format.txt and src/liblzma/common/alone_decoder.c.
 */
import { FormatError } from '../../bytes/format-error.ts';
import { type FrameParse, needMore, parsed, viewOf } from './frame-parse.ts';

export interface LzmaAloneHeader {
  /** Literal context bits, literal position bits, position bits. */
  readonly lc: number;
  readonly lp: number;
  readonly pb: number;
  /** Bytes. */
  readonly dictionarySize: number;
  /** Bytes; undefined when the data ends with an end marker instead, as rpm writes it. */
  readonly uncompressedSize: number | undefined;
}

const LENGTH = 13;
const PROPERTIES_LIMIT = 225;
const ANY_DICTIONARY = 0xffffffff;
const UNKNOWN_SIZE = 0xffffffffffffffffn;
const SIZE_LIMIT = 1n << 38n;

/** `offset` is the absolute one of `bytes[0]`. */
export function parseLzmaAloneHeader(
  bytes: Uint8Array,
  offset: number,
): FrameParse<LzmaAloneHeader> {
  if (bytes.length < LENGTH) return needMore(LENGTH);
  const header = lzmaAloneHeader(bytes);
  if (typeof header === 'string') {
    throw new FormatError({
      code: 'BAD_VALUE',
      section: 'payload',
      offset,
      expected: 'an LZMA_Alone header',
      found: header,
    });
  }
  return parsed(header, LENGTH);
}

/** The header of at least 13 bytes, or what is wrong with it. */
export function lzmaAloneHeader(bytes: Uint8Array): LzmaAloneHeader | string {
  const properties = bytes[0]!;
  const lc = properties % 9;
  const lp = Math.trunc(properties / 9) % 5;
  const pb = Math.trunc(properties / 45);
  if (properties >= PROPERTIES_LIMIT || lc + lp > 4) return `properties byte ${properties}`;

  const view = viewOf(bytes);
  const dictionarySize = view.getUint32(1, true);
  if (!isUsualDictionarySize(dictionarySize)) return `dictionary size ${dictionarySize}`;

  const size = view.getBigUint64(5, true);
  if (size !== UNKNOWN_SIZE && size >= SIZE_LIMIT) return `uncompressed size ${size}`;
  const uncompressedSize = size === UNKNOWN_SIZE ? undefined : Number(size);
  return { lc, lp, pb, dictionarySize, uncompressedSize };
}

/** liblzma insists on 2^n or 2^n + 2^(n-1): every encoder writes such a size. */
function isUsualDictionarySize(size: number): boolean {
  if (size === ANY_DICTIONARY) return true;
  const power = 2 ** Math.floor(Math.log2(size));
  return size === 0 || size === power || size === power + power / 2;
}
