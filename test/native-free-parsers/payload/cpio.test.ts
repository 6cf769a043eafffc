import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CpioHandler,
  type CpioMember,
  CpioParser,
} from '../../../native-free-parsers/payload/cpio.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { formatErrorOf } from '../extents/hostile-bytes.ts';
import { archive, member, strippedMember, TRAILER } from './cpio-bytes.ts';

type Recorded = CpioMember & { readonly content: string };

interface Run {
  readonly members: readonly Recorded[];
  readonly used: number;
  readonly parser: CpioParser;
}

/** Members with their content, the bytes cut into pieces of the sizes that `nextSize` gives. */
function run(
  bytes: Uint8Array,
  nextSize: () => number = () => bytes.length,
  sizeOf: (member: CpioMember) => number | undefined = () => undefined,
): Run {
  const members: Recorded[] = [];
  let current: CpioMember | undefined;
  let content = '';
  const handler: CpioHandler = {
    member(found) {
      current = found;
      content = '';
      return sizeOf(found);
    },
    content(piece) {
      content += Buffer.from(piece).toString('latin1');
    },
    memberEnd() {
      members.push({ ...current!, content });
      current = undefined;
    },
  };
  const parser = new CpioParser(handler);
  let used = 0;
  for (let at = 0; at < bytes.length && !parser.done; ) {
    const piece = bytes.slice(at, at + nextSize());
    used += parser.push(piece);
    at += piece.length;
  }
  return { members, used, parser };
}

const EXAMPLE = archive(
  member({ name: './a', content: 'hello' }),
  member({ name: './dir', fields: { 1: '000041ed' } }),
  member({ name: 'b', content: 'four', magic: '070702', fields: { 12: '000001b6' } }),
  TRAILER,
);

describe('members', () => {
  test('names, sizes, positions and content', () => {
    const { members, used, parser } = run(EXAMPLE);
    expect(members).toMatchObject([
      { format: 'newc', name: './a', size: 5, content: 'hello', offset: 0, dataOffset: 116 },
      { format: 'newc', name: './dir', size: 0, content: '', offset: 124, mode: 0o40755 },
      { format: 'crc', name: 'b', size: 4, content: 'four', offset: 240, checksum: 0x1b6 },
    ]);
    expect(parser.done).toBe(true);
    expect([used, parser.offset]).toEqual([EXAMPLE.length, EXAMPLE.length]);
    expect(() => parser.finish()).not.toThrow();
  });

  test('every field by its position', () => {
    const fields = Object.fromEntries(
      [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12].map((i) => [i, `0000F00${i.toString(16)}`]),
    );
    expect(run(archive(member({ name: 'x', fields }), TRAILER)).members[0]).toMatchObject({
      inode: 0xf000,
      mode: 0xf001,
      uid: 0xf002,
      gid: 0xf003,
      nlink: 0xf004,
      mtime: 0xf005,
      deviceMajor: 0xf007,
      deviceMinor: 0xf008,
      rdevMajor: 0xf009,
      rdevMinor: 0xf00a,
      checksum: 0xf00c,
    });
  });

  test('stripped ones, whose content the handler measures', () => {
    const bytes = archive(strippedMember(3, 'abcde'), strippedMember(0), strippedMember(-1));
    const { members, parser } = run(bytes, undefined, (found) =>
      found.format === 'stripped' && found.fileIndex === 3 ? 5 : undefined,
    );
    expect(members).toMatchObject([
      { format: 'stripped', fileIndex: 3, content: 'abcde', dataOffset: 16 },
      { format: 'stripped', fileIndex: 0, content: '' },
    ]);
    expect(parser.done).toBe(true);
  });

  test('the handler has the last word on how much content there is', () => {
    const bytes = archive(
      member({ name: 'x', content: 'abcdefgh', fields: { 6: '00000000' } }),
      TRAILER,
    );
    expect(run(bytes, undefined, () => 8).members[0]).toMatchObject({
      size: 0,
      content: 'abcdefgh',
    });
  });

  test('a name ends at its first NUL, or not at all', () => {
    const early = member({ name: 'ab\0cd' });
    const never = `070701${'00000000'.repeat(11)}0000000200000000xy`;
    const { members } = run(archive(early, never, TRAILER));
    expect(members.map((found) => 'name' in found && found.name)).toEqual(['ab', 'xy']);
  });

  test('of 1 to 4096 bytes, the NUL included', () => {
    const { members } = run(
      archive(member({ name: '' }), member({ name: 'n'.repeat(4095) }), TRAILER),
    );
    expect(members.map((found) => 'name' in found && found.name.length)).toEqual([0, 4095]);
  });

  test('numbers that rpm does not need may be anything', () => {
    const bytes = archive(member({ name: 'x', fields: { 0: 'xxxxxxxx', 5: '-0000001' } }), TRAILER);
    expect(run(bytes).members[0]).toMatchObject({ inode: Number.NaN, mtime: Number.NaN });
  });

  test.each(['    0005', '\t\n\v\f\r +5', '0x000005', '  +0X005', '+0000005'])(
    'a size written as %j, as strtoul(3) takes it',
    (size) => {
      const bytes = archive(member({ name: 'x', content: 'hello', fields: { 6: size } }), TRAILER);
      expect(run(bytes).members[0]).toMatchObject({ size: 5, content: 'hello' });
    },
  );
});

test('what follows the trailer is left alone', () => {
  const bytes = archive(TRAILER, 'garbage');
  const { parser, used } = run(bytes);
  expect(used).toBe(TRAILER.length);
  expect(parser.push(Uint8Array.of(1, 2))).toBe(0);
});

describe('however the archive is cut', () => {
  const whole = run(EXAMPLE).members;
  test('one byte at a time', () => expect(run(EXAMPLE, () => 1).members).toEqual(whole));
  test.each([1, 2, 3, 4, 5])('at random places, seed %d', (seed) => {
    const random = seededRandom(seed);
    expect(run(EXAMPLE, () => random.between(1, 150)).members).toEqual(whole);
  });
});

describe('refused', () => {
  const second = 124;
  const withSecond = (bad: string) =>
    archive(member({ name: './a', content: 'hello' }), bad, TRAILER);
  const badHeader = 'cpio: Bad/unreadable  header';

  test.each([
    [
      'the odc format',
      withSecond(member({ name: 'x', magic: '070707' })),
      'BAD_MAGIC',
      second,
      'cpio: Bad magic',
    ],
    ['garbage between members', withSecond('garbage!'), 'BAD_MAGIC', second, 'cpio: Bad magic'],
    [
      'a size that is no number',
      withSecond(member({ name: 'x', fields: { 6: '0000000g' } })),
      'BAD_VALUE',
      second + 54,
      badHeader,
    ],
    [
      'a negative size',
      withSecond(member({ name: 'x', fields: { 6: '-0000001' } })),
      'BAD_VALUE',
      second + 54,
      badHeader,
    ],
    [
      'a blank size',
      withSecond(member({ name: 'x', fields: { 6: '        ' } })),
      'BAD_VALUE',
      second + 54,
      badHeader,
    ],
    [
      'a size that ends early',
      withSecond(member({ name: 'x', fields: { 6: '000005 ' + '\0' } })),
      'BAD_VALUE',
      second + 54,
      badHeader,
    ],
    [
      '0x without digits',
      withSecond(member({ name: 'x', fields: { 6: '      0x' } })),
      'BAD_VALUE',
      second + 54,
      badHeader,
    ],
    [
      'a name size that is no number',
      withSecond(member({ name: 'x', fields: { 11: 'zzzzzzzz' } })),
      'BAD_VALUE',
      second + 94,
      badHeader,
    ],
    [
      'a name of no bytes',
      withSecond(member({ name: 'x', fields: { 11: '00000000' } })),
      'OUT_OF_RANGE',
      second + 94,
      badHeader,
    ],
    [
      'a name of 4097 bytes',
      withSecond(member({ name: 'n'.repeat(4096) })),
      'OUT_OF_RANGE',
      second + 94,
      badHeader,
    ],
    [
      'a file number that is none',
      withSecond('07070X0000000g\0\0'),
      'BAD_VALUE',
      second + 6,
      badHeader,
    ],
  ])('%s', (_, bytes, code, offset, rpmSays) => {
    for (const size of [1, bytes.length]) {
      const error = formatErrorOf(() => run(bytes, () => size));
      expect(error?.problem).toMatchObject({ code, section: 'cpio', offset, rpmSays });
    }
  });
});

test('cut short anywhere: what rpm misses there, and where', () => {
  const bytes = archive(member({ name: './abcd', content: 'hello' }), TRAILER);
  // Header and name to 117, padded to 120, content to 125, padded to 128, then the trailer.
  const saysAt = (size: number) => {
    const at = size < 128 ? size : size - 128;
    const nameEnd = size < 128 ? 117 : 121;
    if (at < 6) return 'cpio: Bad magic';
    return at < nameEnd ? 'cpio: Bad/unreadable  header' : 'cpio: read failed';
  };
  expect(bytes.length).toBe(128 + 124);
  for (let size = 0; size < bytes.length; size++) {
    const error = formatErrorOf(() => run(bytes.subarray(0, size)).parser.finish());
    const expected = { code: 'TRUNCATED', section: 'cpio', offset: size, rpmSays: saysAt(size) };
    expect(error?.problem, `cut to ${size} bytes`).toMatchObject(expected);
  }
});

test('mutated archives: the same members however cut, or the same FormatError', () => {
  const change = fc.tuple(fc.nat(EXAMPLE.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 5 }), fc.nat(), (changes, seed) => {
      const bytes = Uint8Array.from(EXAMPLE);
      for (const [at, value] of changes) bytes[at] = value;
      const outcome = (nextSize?: () => number) => {
        let members: readonly Recorded[] | undefined;
        const error = formatErrorOf(() => {
          const { members: found, parser } = run(bytes, nextSize);
          parser.finish();
          members = found;
        });
        return { members, problem: error?.problem };
      };
      const random = seededRandom(seed);
      expect(outcome(() => random.between(1, 60))).toEqual(outcome());
    }),
    { numRuns: 1000 },
  );
});
