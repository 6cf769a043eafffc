import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { encodeChecksigBlock } from '../../native-free-parsers/extents/checksig-block.ts';
import { encodeCsumBlock } from '../../native-free-parsers/extents/csum-block.ts';
import { encodeDigestTable } from '../../native-free-parsers/extents/digest-table.ts';
import { encodeFooter } from '../../native-free-parsers/extents/footer.ts';
import { inspectPackage } from '../../src/package/inspect-package.ts';
import type { Inspection } from '../../src/package/inspection.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { seededRandom } from '../support/seeded-random.ts';

const CONTENT = 'shared content';
const digest = createHash('sha256').update(CONTENT).digest();
const inspect = (file: Uint8Array) => inspectPackage(bytesSource(file));

let head: Uint8Array;

beforeAll(async () => {
  const file = { type: 'regular', content: CONTENT } as const;
  const original = await writePackage({
    name: 'twins',
    files: [
      { ...file, path: '/a' },
      { ...file, path: '/b' },
      { type: 'ghost', path: '/g' },
    ],
  });
  head = original.subarray(0, (await inspect(original)).payload!.offset);
});

/** An extents file of one content; the checksig block is optional as in 2021. */
function extentsFile(checksig: { rc: number; text: string } | undefined, contentAt = 4096 * 4) {
  const block = checksig === undefined ? new Uint8Array(0) : encodeChecksigBlock(checksig);
  const table = encodeDigestTable({
    count: 1,
    digestLength: digest.length,
    digests: digest,
    offsets: Float64Array.of(contentAt),
  });
  const csum = encodeCsumBlock({ inputLength: 777, digests: [{ name: 'SHA256', digest }] });
  const contents = Buffer.concat([
    head,
    Buffer.alloc(contentAt - head.length),
    Buffer.from(CONTENT),
  ]);
  const tableAt = contents.length + block.length;
  const footer = encodeFooter({
    checksig: checksig && contents.length,
    table: tableAt,
    csum: tableAt + table.length,
  });
  return Buffer.concat([contents, block, table, csum, Buffer.alloc(100), footer]);
}

describe('an extents file', () => {
  const text = '    MD5 digest: OK\n';
  let bytes: Buffer;
  let found: Inspection;

  beforeAll(async () => {
    bytes = extentsFile({ rc: 0, text });
    found = await inspect(bytes);
  });

  it('is covered by its parts without a gap', () => {
    const { contents, checksig, table, csum, padding, footer } = found.extents!;
    expect(found.problems).toEqual([]);
    expect(found.kind).toBe('extents');
    expect(found.payload).toBeNull();
    let end = head.length;
    for (const part of [contents, checksig, table, csum, padding, footer]) {
      expect(part?.offset).toBe(end);
      end += part!.length;
    }
    expect(end).toBe(bytes.length);
    expect(padding).toMatchObject({ length: 100, zero: true });
  });

  it('has its record and content where it says, and names the files', () => {
    const [record] = found.extents!.table!.records;
    expect(record!.digest).toBe(digest.toString('hex'));
    const recorded = bytes.subarray(record!.recordOffset, record!.recordOffset + 40);
    expect(recorded.subarray(0, 32)).toEqual(digest);
    expect(recorded.readBigUInt64LE(32)).toBe(BigInt(record!.offset));
    expect(bytes.toString('latin1', record!.offset, record!.offset + CONTENT.length)).toBe(CONTENT);
    expect(record!.files).toEqual([
      { fileIndex: 0, path: '/a', size: CONTENT.length },
      { fileIndex: 1, path: '/b', size: CONTENT.length },
    ]);
  });

  it('tells the stored verification, the digests and the generation', () => {
    expect(found.extents!.checksig).toMatchObject({ rc: 0, text });
    expect(found.extents!.csum).toMatchObject({
      inputLength: 777,
      digests: [{ name: 'SHA256', digest: digest.toString('hex') }],
    });
    expect(found.extents!.footer).toMatchObject({ generation: 2022, length: 32 });
  });

  it('of 2021 has no checksig block', async () => {
    const { extents, problems } = await inspect(extentsFile(undefined));
    expect(problems).toEqual([]);
    expect(extents!.checksig).toBeNull();
    expect(extents!.footer).toMatchObject({ generation: 2021, length: 24, checksig: null });
    expect(extents!.table!.records).toHaveLength(1);
  });
});

describe('an extents file with a broken section', () => {
  it('shows the others', async () => {
    const bytes = extentsFile({ rc: 2, text: 'x' });
    const { table, csum, checksig } = (await inspect(bytes)).extents!;
    bytes.writeUInt32LE(0x7fffffff, table!.offset);
    const broken = await inspect(bytes);
    expect(broken.problems).toMatchObject([{ code: 'OUT_OF_RANGE', section: 'table' }]);
    expect(broken.extents).toMatchObject({ table: null, csum, checksig });
  });

  it('has nothing behind the headers when its footer is broken', async () => {
    const bytes = extentsFile({ rc: 0, text: '' });
    bytes.fill(0xff, bytes.length - 32, bytes.length - 8);
    const broken = await inspect(bytes);
    expect(broken.problems).toMatchObject([{ code: 'OUT_OF_RANGE', section: 'footer' }]);
    expect(broken.extents).toMatchObject({ footer: null, table: null });
    expect(broken.mainHeader).not.toBeNull();
  });

  it('is described whatever the damage', async () => {
    const random = seededRandom(97);
    const sound = extentsFile({ rc: 0, text: 'x' });
    for (let round = 0; round < 300; round++) {
      const damaged = Buffer.from(sound);
      for (let i = random.between(1, 4); i > 0; i--) {
        damaged[damaged.length - random.between(1, 320)] = random.between(0, 255);
      }
      const found = await inspect(damaged);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }
  });
});
