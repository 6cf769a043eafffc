/**
 * Which compression a payload has: what rpm takes it for, and what its bytes are.
 *
 * Policy: both answers are given apart and neither corrects the other. rpm never sniffs, so a
 * package whose tag lies is read with the wrong codec by rpm, and must be by us.
 */
import { lzmaAloneHeader } from './frames/lzma.ts';
import { isSkippableMagic, ZSTD_MAGIC } from './frames/zstd.ts';

export type Compressor = 'gzip' | 'bzip2' | 'lzma' | 'xz' | 'zstd' | 'none';

/** The names rpm knows each reader by, the tag's usual one and the internal one. */
const READERS: ReadonlyMap<string, Compressor> = new Map([
  ['gzip', 'gzip'],
  ['gzdio', 'gzip'],
  ['bzip2', 'bzip2'],
  ['bzdio', 'bzip2'],
  ['xz', 'xz'],
  ['xzdio', 'xz'],
  ['lzma', 'lzma'],
  ['lzdio', 'lzma'],
  ['zstd', 'zstd'],
  ['zstdio', 'zstd'],
]);

/**
 * What rpm 4.18 reads a payload with, given its PAYLOADCOMPRESSOR. No tag means gzip; a name that
 * rpm does not know (the empty one too) means that the payload is read as it is. `xz` and `lzma`
 * are one and the same reader there: liblzma finds out by itself which of the two it has.
 * Source: lib/rpmte.c rpmtePayload(), rpmio/rpmio.c Fdopen() and findIOT().
 */
export function compressorOfTag(name: string | undefined): Compressor {
  return name === undefined ? 'gzip' : (READERS.get(name) ?? 'none');
}

const CPIO = [0x30, 0x37, 0x30, 0x37];
const GZIP = [0x1f, 0x8b];
const XZ = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const BZIP2 = [0x42, 0x5a, 0x68];

/**
 * What the first bytes of a payload (16 are enough) look like: a codec, `none` for a cpio archive
 * (`0707`), or undefined. A .lzma file has no magic and is recognised by a plausible header.
 */
export function sniffCompressor(firstBytes: Uint8Array): Compressor | undefined {
  if (startsWith(firstBytes, CPIO)) return 'none';
  if (startsWith(firstBytes, GZIP)) return 'gzip';
  if (startsWith(firstBytes, XZ)) return 'xz';
  if (startsWith(firstBytes, BZIP2)) return 'bzip2';
  if (startsWithZstd(firstBytes)) return 'zstd';
  if (looksLikeLzmaAlone(firstBytes)) return 'lzma';
  return undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);
}

function startsWithZstd(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  return magic === ZSTD_MAGIC || isSkippableMagic(magic);
}

/**
 * The header must be one that liblzma accepts, and the range coder's first byte is always 0. Zeros
 * would do too: a dictionary of no bytes is nothing that an encoder writes.
 */
function looksLikeLzmaAlone(bytes: Uint8Array): boolean {
  if (bytes.length < 14 || bytes[13] !== 0) return false;
  const header = lzmaAloneHeader(bytes);
  return typeof header === 'object' && header.dictionarySize > 0;
}
