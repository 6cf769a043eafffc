/**
 * Small pieces kept in less space: zstd, as Node has it.
 *
 * Policy: for our own files only, written and read by one program: what packages are compressed with
 * is the business of decode/.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Quick: two thirds of what the best level saves. */
const LEVEL = 3;

export function squeeze(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
    // Else it takes megabytes for tables, whatever there is to compress.
    pledgedSrcSize: bytes.length,
  });
}

/** What `squeeze` made of; only ever of its own results. */
export function unsqueeze(squeezed: Uint8Array): Uint8Array {
  return zstdDecompressSync(squeezed);
}
