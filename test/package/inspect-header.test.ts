import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { encodeHeader } from '../../corpus/writer/header-blob.ts';
import { binary, int32, string, stringArray } from '../../corpus/writer/header-entry.ts';
import { parseHeader } from '../../native-free-parsers/header/header.ts';
import { inspectHeader, outlineHeader } from '../../src/package/inspect-header.ts';
import { bytesSource } from '../support/bytes-source.ts';

const region = { tag: 63 };
const MEBI = 1024 * 1024;

describe('values of a header with very many', () => {
  it('stop after 32 Mi, and say so', () => {
    const long = 'x'.repeat(20 * MEBI);
    const entries = [
      string(20000, 'n'),
      string(20001, long),
      string(20002, long),
      string(20003, 'z'),
    ];
    const header = parseHeader(
      encodeHeader({ entries: [...entries, binary(20146, Buffer.alloc(2))], region }),
      'main',
      0,
    );
    const found = inspectHeader(header).entries.slice(1);
    expect(found.map(({ valueComplete }) => valueComplete)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(found[1]!.value).toHaveLength(20 * MEBI);
    expect((found[2]!.value as string).length).toBeLessThan(12 * MEBI);
    expect(found[2]!.length).toBe(20 * MEBI + 1);
  });
});

describe('a header that rpm refuses', () => {
  const sound = encodeHeader({
    entries: [string(20000, 'name'), stringArray(20001, ['a', 'b']), int32(20002, [7])],
    region,
  });
  const outline = (bytes: Uint8Array) => outlineHeader(bytesSource(bytes), 'main', 0)!;
  const fieldAt = (entry: number, field: number) => 16 + 16 * entry + 4 * field;

  it('that is sound after all is inspected as such', () => {
    expect(outline(sound)).toEqual(inspectHeader(parseHeader(sound, 'main', 0)));
  });

  it('shows neither data of unknown type nor data outside the store', () => {
    const bytes = Buffer.from(sound);
    bytes.writeInt32BE(99, fieldAt(1, 1));
    bytes.writeInt32BE(1000, fieldAt(3, 3));
    const [, unknown, strings, outside] = outline(bytes).entries;
    expect(unknown).toMatchObject({ type: 99, typeName: null, offset: null, value: null });
    expect(strings!.value).toEqual(['a', 'b']);
    expect(outside).toMatchObject({ count: 1000, length: null, value: null });
  });

  it('does not search the same bytes for every entry', () => {
    const entries = Array.from({ length: 60_000 }, () => string(20000, ''));
    const bytes = Buffer.from(
      encodeHeader({ entries: [...entries, binary(20001, Buffer.alloc(8 * MEBI, 'x'))] }),
    );
    for (let i = 0; i < entries.length; i++) {
      bytes.writeInt32BE(8, fieldAt(i, 1));
      bytes.writeInt32BE(0x7fffffff, fieldAt(i, 3));
    }
    const started = performance.now();
    const found = outline(bytes);
    expect(found.entries).toHaveLength(entries.length + 1);
    expect(found.entries.every(({ value }) => value === null)).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is null without a whole intro', () => {
    expect(outlineHeader(bytesSource(sound.subarray(0, 15)), 'main', 0)).toBeNull();
    expect(outlineHeader(bytesSource(new Uint8Array(64)), 'main', 0)).toBeNull();
  });

  it('shows the whole entries of an index that is cut', () => {
    expect(outline(sound.subarray(0, 16 + 40)).entries.map(({ tag }) => tag)).toEqual([63, 20000]);
  });
});
