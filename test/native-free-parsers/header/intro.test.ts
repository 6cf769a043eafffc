import { describe, expect, test } from 'vitest';
import { encodeHeader } from '../../../native-free-parsers/header/encode.ts';
import { bodySize, parseIntro } from '../../../native-free-parsers/header/intro.ts';
import type { HeaderKind } from '../../../native-free-parsers/header/limits.ts';
import { formatErrorOf } from '../extents/hostile-bytes.ts';

const MIB = 1024 * 1024;

function intro(entryCount: number, dataLength: number): Uint8Array {
  return encodeHeader({ entries: [], wrongIntro: { entryCount, dataLength } }).subarray(0, 16);
}

describe('the largest that rpm takes', () => {
  test.each<[HeaderKind, number, number]>([
    ['signature', 32, 64 * MIB],
    ['main', 0xffff, 255 * MIB - 8],
    ['main', 0, 0x0fffffff - 8],
  ])('%s: %d entries, %d bytes', (kind, entryCount, dataLength) => {
    const found = parseIntro(intro(entryCount, dataLength), kind, 0);
    expect(found).toEqual({ entryCount, dataLength });
    expect(bodySize(found)).toBe(16 * entryCount + dataLength);
  });
});

// rpm says this only of a header that is there in full; files that large are no fixtures.
test('index and data of 256 MiB together', () => {
  const error = formatErrorOf(() => parseIntro(intro(1, 0x0fffffff - 23), 'main', 200));
  expect(error?.problem).toMatchObject({
    code: 'OUT_OF_RANGE',
    section: 'main-header',
    offset: 208,
    rpmSays: 'blob size(268435456): BAD, 8 + 16 * il(1) + dl(268435432)',
  });
});
