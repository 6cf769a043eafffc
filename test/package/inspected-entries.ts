/**
 * Reads the entries of an inspected header again, straight from the file.
 * Policy: shares nothing with the parsers; knows only offsets and the layout of an index entry.
 */
import { Buffer } from 'node:buffer';
import { expect } from 'vitest';
import type { EntryInspection, HeaderInspection } from '../../src/package/inspection.ts';

/** Every index entry and every value must stand where the inspection says. */
export function expectEntriesToMatch(file: Uint8Array, header: HeaderInspection): void {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  for (const entry of header.entries) {
    const index = bytes.subarray(entry.indexOffset, entry.indexOffset + 16);
    expect([
      index.readUInt32BE(0),
      index.readInt32BE(4),
      index.readInt32BE(8),
      index.readInt32BE(12),
    ]).toEqual([entry.tag, entry.type, entry.storeOffset, entry.count]);
    if (entry.offset === null || entry.value === null) continue;
    expect(entry.offset).toBe(header.storeOffset + entry.storeOffset);
    const data = bytes.subarray(entry.offset, entry.offset + entry.length!);
    expect(data.toString('hex')).toBe(encoded(entry, data));
  }
}

const INTEGER_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };

/** The value as hexadecimal data; a shortened blob is completed with the data's own rest. */
function encoded({ type, value }: EntryInspection, data: Buffer): string {
  if (typeof value === 'string') return `${textBytes(value).toString('hex')}00`;
  if (value !== null && 'hex' in value) {
    expect(value.length).toBe(data.length);
    return value.hex + data.toString('hex').slice(value.hex.length);
  }
  const size = INTEGER_BYTES[type];
  return (value ?? [])
    .map((element) =>
      size === undefined
        ? `${textBytes(`${element}`).toString('hex')}00`
        : BigInt(element)
            .toString(16)
            .padStart(2 * size, '0'),
    )
    .join('');
}

/** UTF-8, or one byte for each code point where it escaped single bytes. */
function textBytes(text: string): Buffer {
  const escaped = /[\udc80-\udcff]/u.test(text);
  return escaped
    ? Buffer.from(
        text.replace(/[\udc80-\udcff]/g, (c) => String.fromCharCode(c.charCodeAt(0) & 0xff)),
        'latin1',
      )
    : Buffer.from(text, 'utf8');
}
