import { expect, test } from 'vitest';
import { fromLatin1 } from '../../../../native-free-parsers/bytes/hex.ts';
import { crc32 } from '../../../../native-free-parsers/payload/frames/crc32.ts';
import { parseGzipMemberHeader } from '../../../../native-free-parsers/payload/frames/gzip.ts';
import { growing } from './grow.ts';

const fixed = (flags: number) => [0x1f, 0x8b, 8, flags, 0x78, 0x56, 0x34, 0x12, 2, 3];

test('the plain header has ten bytes', () => {
  const { header, length } = growing(parseGzipMemberHeader, Uint8Array.from(fixed(0)));
  expect(length).toBe(10);
  expect(header).toEqual({
    mtime: 0x12345678,
    extraFlags: 2,
    os: 3,
    extra: undefined,
    name: undefined,
    comment: undefined,
  });
});

test('all optional fields are read, in their order, and the header CRC is checked', () => {
  const fields = [...fixed(0x1e), 3, 0, 9, 8, 7, ...fromLatin1('name\0a comment\0')];
  const crc = crc32(Uint8Array.from(fields)) & 0xffff;
  const bytes = Uint8Array.from([...fields, crc & 0xff, crc >> 8, 0xaa]);
  const { header, length } = growing(parseGzipMemberHeader, bytes);
  expect(length).toBe(bytes.length - 1);
  expect(header.extra).toEqual(Uint8Array.of(9, 8, 7));
  expect(header.name).toEqual(fromLatin1('name'));
  expect(header.comment).toEqual(fromLatin1('a comment'));

  bytes[length - 1]! ^= 1;
  expect(() => parseGzipMemberHeader(bytes, 100)).toThrow(
    expect.objectContaining({ code: 'CORRUPT', offset: 100 + length - 2 }),
  );
});

test.each([
  ['magic', 1, 0x8c, 'BAD_MAGIC', 0],
  ['method', 2, 9, 'BAD_VALUE', 2],
  ['reserved flags', 3, 0x20, 'BAD_VALUE', 3],
])('a wrong %s is refused', (_, at, value, code, where) => {
  const bytes = Uint8Array.from(fixed(0));
  bytes[at] = value;
  expect(() => parseGzipMemberHeader(bytes, 1000)).toThrow(
    expect.objectContaining({ code, section: 'payload', offset: 1000 + where }),
  );
});
