import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  binEntry,
  type EntryToEncode,
  encodeHeader,
  int16Entry,
  int32Entry,
  int64Entry,
  stringArrayEntry,
  stringEntry,
} from '../../../native-free-parsers/header/encode.ts';
import { checkLoadable, parseHeader } from '../../../native-free-parsers/header/header.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';

/** Tags that no table knows, so that any type goes. */
const tag = fc.integer({ min: 900_000, max: 999_999 });
const several = { minLength: 1, maxLength: 4 };
const text = fc
  .array(fc.integer({ min: 1, max: 255 }), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));

const entry: fc.Arbitrary<EntryToEncode> = fc.oneof(
  fc.tuple(tag, fc.array(fc.nat(0xffff), several)).map((args) => int16Entry(...args)),
  fc.tuple(tag, fc.array(fc.nat(0xffffffff), several)).map((args) => int32Entry(...args)),
  fc
    .tuple(tag, fc.array(fc.bigInt(0n, 2n ** 64n - 1n), several))
    .map((args) => int64Entry(...args)),
  fc.tuple(tag, text).map((args) => stringEntry(...args)),
  fc.tuple(tag, fc.array(text, several)).map((args) => stringArrayEntry(...args)),
  fc.tuple(tag, fc.uint8Array(several)).map((args) => binEntry(...args)),
);

test('the layout, byte by byte', () => {
  const bytes = encodeHeader({
    entries: [stringEntry(1000, 'a'), int16Entry(1030, [0x1234])],
    region: { tag: 63 },
  });
  expect(Buffer.from(bytes).toString('hex')).toBe(
    [
      '8eade80100000000', // magic
      '00000003',
      '00000014',
      '0000003f000000070000000400000010', // the region, its trailer at 4
      '000003e8000000060000000000000001',
      '00000406000000030000000200000001',
      '61001234',
      '0000003f00000007ffffffd000000010', // the trailer: -48
    ].join(''),
  );
});

test('entries come back as they were, in sound headers of either kind, with dribbles too', () => {
  const entries = fc.array(entry, { maxLength: 8 });
  fc.assert(
    fc.property(entries, entries, fc.boolean(), (inside, dribbles, isMain) => {
      const [kind, regionTag] = isMain ? (['main', 63] as const) : (['signature', 62] as const);
      const behind = isMain ? [] : dribbles;
      const bytes = encodeHeader({
        entries: inside,
        region: { tag: regionTag },
        dribbles: behind,
      });
      const header = parseHeader(bytes, kind, 0);
      const all = [...inside, ...behind];
      expect(header.entries.slice(1).map((found) => found.tag)).toEqual(all.map((e) => e.tag));
      expect(all.map((_, i) => entryData(header, i + 1))).toEqual(all.map((e) => e.data));
      checkLoadable(header);
    }),
  );
});

test('what is to be wrong is wrong, and nothing else', () => {
  const entries = [stringEntry(1000, 'a')];
  const sound = encodeHeader({ entries, region: { tag: 63 } });
  const differences = (bytes: Uint8Array) => [...bytes.keys()].filter((i) => bytes[i] !== sound[i]);
  const wrong = { tag: 0xffffffff, type: 0xffffffff, offset: -1, count: 0xffffffff };
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

  const inEntry = encodeHeader({ entries: [{ ...entries[0]!, wrong }], region: { tag: 63 } });
  expect(differences(inEntry)).toEqual(range(32, 48));
  const inRegion = encodeHeader({ entries, region: { tag: 63, wrongEntry: wrong } });
  expect(differences(inRegion)).toEqual(range(16, 32));
  // The trailer's offset, -32, has three bytes of ff already.
  const inTrailer = encodeHeader({ entries, region: { tag: 63, wrongTrailer: wrong } });
  expect(differences(inTrailer)).toEqual([...range(50, 58), 61, ...range(62, 66)]);
  const wrongIntro = { entryCount: 0xffffffff, dataLength: 0xffffffff };
  const inIntro = encodeHeader({ entries, region: { tag: 63 }, wrongIntro });
  expect(differences(inIntro)).toEqual(range(8, 16));
});
