import { expect, test } from 'vitest';
import { fromLatin1 } from '../../../../native-free-parsers/bytes/hex.ts';
import { parseBzip2Header } from '../../../../native-free-parsers/payload/frames/bzip2.ts';
import { growing } from './grow.ts';

test('the block size is read', () => {
  for (let level = 1; level <= 9; level++) {
    const { header, length } = growing(parseBzip2Header, fromLatin1(`BZh${level}1AY&SY`));
    expect(header.blockSize).toBe(level * 100_000);
    expect(length).toBe(4);
  }
});

test.each(['BZh0', 'BZh:', 'BZ09', 'bzh9'])('%s is refused', (text) => {
  expect(() => parseBzip2Header(fromLatin1(text), 7)).toThrow(
    expect.objectContaining({ code: 'BAD_MAGIC', offset: 7 }),
  );
});
