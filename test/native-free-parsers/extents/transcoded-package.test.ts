/** The sections of a package that the reference implementation transcoded, read and written back. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  encodeChecksigBlock,
  parseChecksigBlock,
} from '../../../native-free-parsers/extents/checksig-block.ts';
import {
  encodeCsumBlock,
  parseCsumBlock,
} from '../../../native-free-parsers/extents/csum-block.ts';
import {
  digestAt,
  digestTableLength,
  encodeDigestTable,
  findOffset,
  isSorted,
  parseDigestTable,
} from '../../../native-free-parsers/extents/digest-table.ts';
import { finalPadding } from '../../../native-free-parsers/extents/final-padding.ts';
import {
  encodeFooter,
  FOOTER_LENGTH,
  parseFooter,
} from '../../../native-free-parsers/extents/footer.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { BLOCK_SIZE } from './worked-example.ts';

const PACKAGE = resolve(import.meta.dirname, '../../../../shared/truth/already_transcoded.rpm');
const isThere = existsSync(PACKAGE);
if (!isThere) console.warn('skipping the transcoded package: ../shared/truth is not here');

test.skipIf(!isThere)('every section comes back byte for byte', () => {
  const file = new Uint8Array(readFileSync(PACKAGE));
  const source = bytesSource(file);
  const footer = parseFooter(file.subarray(-FOOTER_LENGTH), file.length)!;
  const checksigAt = footer.checksig!;

  const checksig = encodeChecksigBlock(parseChecksigBlock(source, checksigAt, footer.table));
  const table = parseDigestTable(source, footer.table, footer.csum);
  const csum = encodeCsumBlock(parseCsumBlock(source, footer.csum, footer.start));
  const padding = finalPadding(checksigAt, checksig.length, BLOCK_SIZE);
  const end = [
    ...checksig,
    ...encodeDigestTable(table),
    ...csum,
    ...new Uint8Array(padding),
    ...encodeFooter(footer),
  ];
  expect(Uint8Array.from(end)).toEqual(file.subarray(checksigAt));
  expect(digestTableLength(table.count, table.digestLength)).toBe(footer.csum - footer.table);
});

test.skipIf(!isThere)('the table leads to contents with its digests', () => {
  const file = new Uint8Array(readFileSync(PACKAGE));
  const footer = parseFooter(file.subarray(-FOOTER_LENGTH), file.length)!;
  const table = parseDigestTable(bytesSource(file), footer.table, footer.csum);
  expect(table.count).toBeGreaterThan(0);
  expect(isSorted(table)).toBe(true);
  for (let i = 0; i < table.count; i++) {
    const digest = digestAt(table, i);
    const start = findOffset(table, digest)!;
    expect(start % BLOCK_SIZE).toBe(0);
    const bounds = [...table.offsets, footer.checksig!].filter((offset) => offset > start);
    const extent = Buffer.from(file.subarray(start, Math.min(...bounds)));
    expect(prefixesWithDigest(extent, digest)).toBeGreaterThan(0);
  }
});

/** How many lengths of content, followed by zeros only, have this SHA-256. */
function prefixesWithDigest(extent: Buffer, digest: Uint8Array): number {
  let length = extent.length;
  while (length > 0 && extent[length - 1] === 0) length--;
  let found = 0;
  for (; length <= extent.length; length++) {
    const hash = createHash('sha256').update(extent.subarray(0, length)).digest();
    if (hash.equals(digest)) found++;
  }
  return found;
}
