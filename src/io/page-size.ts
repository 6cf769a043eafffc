/**
 * The size of this system's memory pages: the block size extents are aligned to by default.
 *
 * Policy: asks the kernel's auxiliary vector, starts no process. Where that cannot be read, or says
 * something absurd, 4096 is assumed without an error: right on most machines, and an extents file
 * with other alignment still installs (blocks are then copied instead of shared).
 */

import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';

const FALLBACK = 4096;
const AT_PAGESZ = 6n;
const LARGEST_PAGE = 1024 * 1024;
const ARCHITECTURES_32_BIT: readonly string[] = ['arm', 'ia32', 'mips', 'mipsel', 'ppc', 's390'];

/** Bytes per page, a power of two; 4096 where the system does not tell. */
export function systemPageSize(): number {
  let auxv: Uint8Array;
  try {
    auxv = readFileSync('/proc/self/auxv');
  } catch {
    return FALLBACK;
  }
  const wordSize = ARCHITECTURES_32_BIT.includes(process.arch) ? 4 : 8;
  return pageSizeIn(auxv, wordSize, endianness() === 'LE') ?? FALLBACK;
}

/**
 * AT_PAGESZ of an auxiliary vector (proc_pid_auxv(5)): pairs of machine words, type and value.
 * Undefined where it has none, or one that is not a power of two from 4 KiB to 1 MiB.
 */
export function pageSizeIn(
  auxv: Uint8Array,
  wordSize: 4 | 8,
  littleEndian: boolean,
): number | undefined {
  const view = new DataView(auxv.buffer, auxv.byteOffset, auxv.byteLength);
  const word = (at: number) =>
    wordSize === 8 ? view.getBigUint64(at, littleEndian) : BigInt(view.getUint32(at, littleEndian));
  for (let at = 0; at + 2 * wordSize <= auxv.length; at += 2 * wordSize) {
    if (word(at) !== AT_PAGESZ) continue;
    const size = Number(word(at + wordSize));
    const plausible = Number.isInteger(Math.log2(size)) && size >= 4096 && size <= LARGEST_PAGE;
    return plausible ? size : undefined;
  }
  return undefined;
}
