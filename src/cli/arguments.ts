/** Values of options that several programs share. */
import type { NokeyPolicy } from '../transcode/checksig.ts';

/** The values of --nokey. */
export const NOKEY_POLICIES = ['record', 'pass-through'] as const;

export function isNokeyPolicy(text: string): text is NokeyPolicy {
  return (NOKEY_POLICIES as readonly string[]).includes(text);
}

const SMALLEST_BLOCK = 512;
const LARGEST_BLOCK = 1024 * 1024;

/**
 * A block size: a power of two, in bytes, or with a K for KiB.
 * @throws TypeError that says what is wrong.
 */
export function parseBlockSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,9})([kK]?)$/.exec(text);
  const size = match === null ? Number.NaN : Number(match[1]) * (match[2] === '' ? 1 : 1024);
  if (size >= SMALLEST_BLOCK && size <= LARGEST_BLOCK && Number.isInteger(Math.log2(size))) {
    return size;
  }
  throw new TypeError(
    `a block size is a power of two from ${SMALLEST_BLOCK} on, such as 4K or 65536; not "${text}"`,
  );
}
