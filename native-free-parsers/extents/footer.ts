/**
 * The footer: the last bytes of an extents file, which say where its sections begin.
 *
 *   32 bytes (2022 and later)     24 bytes (2021)
 *   uint64 checksig offset
 *   uint64 table offset           uint64 table offset
 *   uint64 csum offset            uint64 csum offset
 *   8 bytes magic KWTSH100        8 bytes magic
 *
 * Policy: looks at nothing but the end of the file, so it takes the longer footer wherever its offsets
 * are possible, then the shorter one; the eight bytes before a 24-byte footer are a digest or padding
 * and are no possible offset except by a rare chance. Offsets are checked against each other and the
 * file size, not against what they point to. Source: rpm2extents of the CoW branches of rpm.
 */

import { FormatError } from '../bytes/format-error.ts';
import { fromLatin1 } from '../bytes/hex.ts';
import { readUint64, viewOf, writeUint64 } from './little-endian.ts';

/** Absolute offsets, in bytes, of the sections before the footer. */
export interface SectionOffsets {
  /** Undefined in a file of 2021, which has no checksig block. */
  readonly checksig: number | undefined;
  readonly table: number;
  readonly csum: number;
}

export interface Footer extends SectionOffsets {
  /** Absolute offset of the footer itself. */
  readonly start: number;
}

/** Bytes of a footer with a checksig offset: how much of the end of a file {@link parseFooter} wants. */
export const FOOTER_LENGTH = 32;
const LENGTH_WITHOUT_CHECKSIG = 24;
const MAGIC = fromLatin1('KWTSH100');

/** No section can begin inside the lead, the signature header and the main header at their smallest. */
const SMALLEST_START = 96 + 16 + 16;
/** The smallest checksig block (rc, length), table (count, digest length), csum block (length, count). */
const SMALLEST_CHECKSIG = 12;
const SMALLEST_TABLE = 8;
const SMALLEST_CSUM = 12;

/** Whether these bytes end as an extents file does. */
export function hasExtentsMagic(tail: Uint8Array): boolean {
  const start = tail.length - MAGIC.length;
  return start >= 0 && MAGIC.every((byte, i) => tail[start + i] === byte);
}

/**
 * Reads the footer from the last {@link FOOTER_LENGTH} bytes of a file (all of a shorter file).
 * Undefined where the magic is missing: not an extents file, or one cut short.
 * Throws OUT_OF_RANGE where the magic is there but no layout's offsets are possible.
 */
export function parseFooter(tail: Uint8Array, fileSize: number): Footer | undefined {
  if (!hasExtentsMagic(tail)) return undefined;
  const footer = footerWithChecksig(tail, fileSize) ?? footerWithoutChecksig(tail, fileSize);
  if (footer) return footer;
  const fields = tail.subarray(-FOOTER_LENGTH, -MAGIC.length);
  throw new FormatError({
    code: 'OUT_OF_RANGE',
    section: 'footer',
    offset: fileSize - MAGIC.length - fields.length,
    expected: `rising offsets of checksig block, table and csum block within ${fileSize} bytes`,
    found: unsignedNumbers(fields).join(', ') || 'nothing before the magic',
  });
}

/** 32 bytes, or 24 without a checksig offset. */
export function encodeFooter(offsets: SectionOffsets): Uint8Array {
  const { checksig, table, csum } = offsets;
  const fields = checksig === undefined ? [table, csum] : [checksig, table, csum];
  const bytes = new Uint8Array(8 * fields.length + MAGIC.length);
  const view = viewOf(bytes);
  fields.forEach((offset, i) => {
    writeUint64(view, 8 * i, offset);
  });
  bytes.set(MAGIC, 8 * fields.length);
  return bytes;
}

function footerWithChecksig(tail: Uint8Array, fileSize: number): Footer | undefined {
  if (tail.length < FOOTER_LENGTH) return undefined;
  const view = viewOf(tail.subarray(-FOOTER_LENGTH));
  const [checksig, table, csum] = [readUint64(view, 0), readUint64(view, 8), readUint64(view, 16)];
  const start = fileSize - FOOTER_LENGTH;
  return isOffset(checksig, SMALLEST_START) &&
    isOffset(table, checksig + SMALLEST_CHECKSIG) &&
    isOffset(csum, table + SMALLEST_TABLE) &&
    csum + SMALLEST_CSUM <= start
    ? { checksig, table, csum, start }
    : undefined;
}

function footerWithoutChecksig(tail: Uint8Array, fileSize: number): Footer | undefined {
  if (tail.length < LENGTH_WITHOUT_CHECKSIG) return undefined;
  const view = viewOf(tail.subarray(-LENGTH_WITHOUT_CHECKSIG));
  const [table, csum] = [readUint64(view, 0), readUint64(view, 8)];
  const start = fileSize - LENGTH_WITHOUT_CHECKSIG;
  return isOffset(table, SMALLEST_START) &&
    isOffset(csum, table + SMALLEST_TABLE) &&
    csum + SMALLEST_CSUM <= start
    ? { checksig: undefined, table, csum, start }
    : undefined;
}

function isOffset(value: number | undefined, smallest: number): value is number {
  return value !== undefined && value >= smallest;
}

function unsignedNumbers(fields: Uint8Array): bigint[] {
  const view = viewOf(fields);
  const numbers: bigint[] = [];
  for (let end = fields.length; end >= 8; end -= 8) {
    numbers.unshift(view.getBigUint64(end - 8, true));
  }
  return numbers;
}
