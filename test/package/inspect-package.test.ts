import { Buffer } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { binary, int64, string, stringArray } from '../../corpus/writer/header-entry.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { inspectPackage } from '../../src/package/inspect-package.ts';
import type { Inspection } from '../../src/package/inspection.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { failingSource } from '../support/failing-reads.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { expectEntriesToMatch } from './inspected-entries.ts';

const MAIN_FILES = 5062;

let bytes: Uint8Array;
let inspection: Inspection;

const inspect = (file: Uint8Array) => inspectPackage(bytesSource(file));

beforeAll(async () => {
  bytes = await writePackage({
    name: 'sample',
    epoch: 3,
    files: [
      { type: 'directory', path: '/opt/s' },
      { type: 'regular', path: '/opt/s/a', content: 'linked', inode: 9 },
      { type: 'regular', path: '/opt/s/b', content: 'linked', inode: 9 },
      { type: 'symlink', path: '/opt/s/l', target: 'a' },
      { type: 'ghost', path: '/opt/s/g' },
    ],
    main: {
      entries: [
        int64(20001, [1, Number.MAX_SAFE_INTEGER + 1]),
        stringArray(20002, ['', 'größe', '\u0007']),
        binary(20003, Buffer.alloc(100, 0xab)),
        string(MAIN_FILES, 'utf-8'),
      ],
    },
    signature: { dribbles: [string(20004, 'late')] },
  });
  inspection = await inspect(bytes);
});

describe('a sound package', () => {
  it('has no problems and is named', () => {
    expect(inspection.problems).toEqual([]);
    expect(inspection.kind).toBe('package');
    expect(inspection.nevra).toBe('sample-3:1.0-1.noarch');
    expect(inspection.size).toBe(bytes.length);
  });

  it('is covered by its parts without a gap', () => {
    const { lead, signatureHeader, padding, mainHeader, payload } = inspection;
    let end = 0;
    for (const part of [lead, signatureHeader, padding, mainHeader, payload]) {
      expect(part?.offset).toBe(end);
      end += part!.length;
    }
    expect(end).toBe(bytes.length);
  });

  it('has at the offset of every entry what the entry is said to be', () => {
    expectEntriesToMatch(bytes, inspection.signatureHeader!);
    expectEntriesToMatch(bytes, inspection.mainHeader!);
  });

  it('gives values by type', () => {
    const value = (tag: number) =>
      inspection.mainHeader!.entries.find((entry) => entry.tag === tag)?.value;
    expect(value(1000)).toBe('sample');
    expect(value(20001)).toEqual([1, '9007199254740992']);
    expect(value(20002)).toEqual(['', 'größe', '\u0007']);
    expect(value(20003)).toEqual({ length: 100, hex: 'ab'.repeat(64) });
  });

  it('tells dribbles from the region', () => {
    const { region, entries } = inspection.signatureHeader!;
    expect(region!.entryCount).toBe(entries.length - 1);
    expect(entries.map(({ place }) => place)).toEqual([
      ...entries.slice(1).map(() => 'region'),
      'dribble',
    ]);
    const { trailer } = region!;
    const at = Buffer.from(bytes).subarray(trailer.offset);
    expect([at.readUInt32BE(0), at.readInt32BE(8)]).toEqual([trailer.tag, trailer.offsetField]);
  });

  it('has its members where it says, with both sizes', () => {
    const { offset, archive, frames } = inspection.payload!;
    const cpio = gunzipSync(bytes.subarray(offset));
    expect(frames).toMatchObject([{ offset, format: 'gzip' }]);
    expect(archive!.complete).toBe(true);
    expect(archive!.size).toBe(cpio.length);
    expect(inspection.payload!.declaredSize).toBe(cpio.length);
    for (const member of archive!.members) {
      expect(cpio.toString('latin1', member.offset, member.offset + 6)).toBe('070701');
      const name = cpio.subarray(member.offset + 110);
      expect(name.toString('latin1', 0, name.indexOf(0))).toBe(member.name);
    }
    expect(archive!.members.map(({ path, size, fileIndex }) => [path, size, fileIndex])).toEqual([
      ['/opt/s', 0, 0],
      ['/opt/s/a', 0, 1],
      ['/opt/s/b', 6, 2],
      ['/opt/s/l', 1, 3],
    ]);
    const content = archive!.members[2]!.dataOffset;
    expect(cpio.toString('latin1', content, content + 6)).toBe('linked');
  });
});

describe('a package that is not readable to its end', () => {
  it('is described as far as it goes wherever it is cut', async () => {
    const { signatureHeader, mainHeader, payload } = inspection;
    const cuts = [
      [signatureHeader!.offset + 8, 'signature-header'],
      [signatureHeader!.offset + 16 + 40, 'signature-header'],
      [mainHeader!.offset + 300, 'main-header'],
      [payload!.offset + 20, 'cpio'],
    ] as const;
    for (const [length, section] of cuts) {
      const cut = await inspect(bytes.subarray(0, length));
      expect(cut.problems).toMatchObject([{ code: 'TRUNCATED', section }]);
      expect(cut.lead).toEqual(inspection.lead);
      const entries = cut.signatureHeader?.entries.length ?? 0;
      expect(entries).toBe(
        Math.min(
          signatureHeader!.entries.length,
          Math.max(0, Math.floor((length - signatureHeader!.offset - 16) / 16)),
        ),
      );
    }
  });

  it('shows index and data of headers that rpm refuses, and goes on behind them', async () => {
    const broken = Buffer.from(bytes);
    const { indexOffset, entries } = inspection.signatureHeader!;
    broken.writeUInt32BE(0x7fffffff, indexOffset + 16 + 8);
    const found = await inspect(broken);
    expect(found.problems).toMatchObject([{ code: 'BAD_ENTRY', offset: indexOffset + 16 }]);
    const [, bad, next] = found.signatureHeader!.entries;
    expect(bad).toMatchObject({ storeOffset: 0x7fffffff, offset: null, value: null });
    expect(next).toEqual({ ...entries[2], place: null });
    expect(found.mainHeader).toEqual(inspection.mainHeader);
    expect(found.payload).toMatchObject({ sniffed: 'gzip', compressor: null, archive: null });
  });

  it('shows overlapping entries without their data', async () => {
    const broken = Buffer.from(bytes);
    const { indexOffset } = inspection.mainHeader!;
    for (const position of [2, 3]) broken.writeUInt32BE(0, indexOffset + 16 * position + 8);
    const found = await inspect(broken);
    expect(found.problems).toMatchObject([{ code: 'BAD_ENTRY', section: 'main-header' }]);
    expect(found.mainHeader!.entries[2]!.value).toBeNull();
  });

  it('says what a delta payload is', async () => {
    const delta = await writePackage({
      name: 'delta',
      files: [{ type: 'regular', path: '/a', content: 'x' }],
      main: { entries: [string(1124, 'drpm')] },
    });
    const found = await inspect(delta);
    expect(found.problems).toMatchObject([{ code: 'UNSUPPORTED', section: 'payload' }]);
    expect(found.payload!.archive).toBeNull();
  });

  it('is a FormatError when it does not begin like a package', async () => {
    await expect(inspect(new Uint8Array(0))).rejects.toThrow(FormatError);
    await expect(inspect(Buffer.alloc(200, 'x'))).rejects.toThrow(FormatError);
  });

  it('is described or a FormatError after any damage', async () => {
    const random = seededRandom(62);
    for (let round = 0; round < 400; round++) {
      const damaged = Uint8Array.from(bytes);
      for (let i = random.between(1, 4); i > 0; i--) {
        damaged[random.between(0, bytes.length - 1)] = random.between(0, 255);
      }
      const cut = damaged.subarray(
        0,
        random.between(0, 4) === 0 ? random.between(0, 9000) : undefined,
      );
      try {
        const found = await inspect(cut);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  });
});

it('lets a fault of the machine through as it is', async () => {
  const fault = new Error('EIO');
  for (const n of [0, 1, 2, 4, 6]) {
    await expect(inspectPackage(failingSource(bytesSource(bytes), n, fault))).rejects.toBe(fault);
  }
});
