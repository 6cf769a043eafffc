/** Every claim of verify fails when it is broken. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { type ExtentsParts, putTogether, takeApart } from './extents-surgery.ts';
import { flipped, type VerifySubject, verify, verifySubject } from './verify-subject.ts';

let subject: VerifySubject;
let extents: Uint8Array;
let parts: ExtentsParts;
beforeAll(async () => {
  subject = await verifySubject();
  ({ extents } = subject);
  parts = takeApart(extents);
});
afterAll(() => subject.remove());

function headOf(bytes: Uint8Array): Uint8Array {
  return openExtentsFile(bytesSource(bytes)).package.head.bytes;
}

/** With the table changed; records rise by digest. */
function withRecords(change: (records: ExtentsParts['records']) => ExtentsParts['records']) {
  return () => putTogether({ ...parts, records: change(parts.records) });
}

/** The record of the 5000 letters; their extents have the same size, so only contents differ. */
function recordOf(letter: 'a' | 'b'): number {
  return parts.records.findIndex(({ offset }) => parts.body[offset] === letter.charCodeAt(0));
}

function firstExtent(): number {
  return Math.min(...parts.records.map(({ offset }) => offset));
}

function moved(letter: 'a' | 'b', to: (offset: number) => number) {
  return withRecords((records) =>
    records.map((record, i) =>
      i === recordOf(letter) ? { ...record, offset: to(record.offset) } : record,
    ),
  );
}

function withText(change: (text: string) => string) {
  return () => putTogether({ ...parts, checksig: { rc: 0, text: change(parts.checksig!.text) } });
}

/** With a stored text shorter than its section by `gap` bytes. */
function withGap(gap: number) {
  return () => {
    const copy = extents.slice();
    const view = new DataView(copy.buffer, parts.body.length);
    view.setBigUint64(4, view.getBigUint64(4, true) - BigInt(gap), true);
    return copy;
  };
}

/** With one of the footer's fields (0 checksig, 1 table, 2 csum) moved. */
function withFooter(field: number, by: bigint) {
  return () => {
    const copy = extents.slice();
    const view = new DataView(copy.buffer, copy.length - 32);
    view.setBigUint64(8 * field, view.getBigUint64(8 * field, true) + by, true);
    return copy;
  };
}

it('proves what the transcoder made', async () => {
  expect(await verify(extents)).toEqual([]);
  expect(putTogether(parts)).toEqual(Buffer.from(extents));
});

describe('from its bytes alone', () => {
  const cases: [what: string, make: () => Uint8Array, finding: string][] = [
    ['a content byte', () => flipped(extents, firstExtent() + 4999), 'cow-content-mismatch'],
    [
      'two offsets swapped',
      withRecords((records) => {
        const [a, b] = [recordOf('a'), recordOf('b')];
        const other = new Map([
          [a, b],
          [b, a],
        ]);
        return records.map((record, i) => ({
          ...record,
          offset: records[other.get(i) ?? i]!.offset,
        }));
      }),
      'cow-content-mismatch',
    ],
    ['an offset one page on', moved('a', (offset) => offset + 4096), 'cow-content-mismatch'],
    ['an offset one byte on', moved('a', (offset) => offset + 1), 'cow-extent-alignment'],
    ['an offset in the headers', moved('a', () => 0), 'cow-extent-range'],
    ['an offset behind the extents', moved('a', () => parts.body.length), 'cow-extent-range'],
    ['an offset behind the file', moved('a', () => 2 ** 40), 'cow-extent-range'],
    ['extents that overlap', moved('a', (offset) => offset + 4096), 'cow-extent-overlap'],
    [
      'a table that is not sorted',
      withRecords(([first, second, ...rest]) => [second!, first!, ...rest]),
      'cow-table-unsorted',
    ],
    [
      'a record twice',
      withRecords(([first, ...rest]) => [first!, first!, ...rest]),
      'cow-table-unsorted',
    ],
    [
      'a missing record',
      withRecords((records) => records.filter((_, i) => i !== recordOf('a'))),
      'cow-content-missing',
    ],
    [
      'a record that serves no file',
      withRecords((records) => [
        ...records,
        { digest: new Uint8Array(32).fill(0xff), offset: firstExtent() },
      ]),
      'cow-table-extra',
    ],
    [
      'digests of another length',
      withRecords((records) =>
        records.map((record) => ({ ...record, digest: record.digest.subarray(0, 20) })),
      ),
      'cow-table-digest-length',
    ],
    ['no table', withRecords(() => []), 'cow-content-missing'],
    ['the checksig offset', withFooter(0, 1n), 'unreadable checksig: OUT_OF_RANGE'],
    ['the table offset', withFooter(1, -8n), 'unreadable table: OUT_OF_RANGE'],
    ['the csum offset forward', withFooter(2, 8n), 'unreadable csum: OUT_OF_RANGE'],
    ['the csum offset back', withFooter(2, -8n), 'unreadable table: TRUNCATED'],
    ['offsets that do not rise', withFooter(0, 1n << 40n), 'cow-padding-nonzero'],
    ['a gap behind the checksig block', withGap(12), 'cow-section-gap'],
    ['a lost last byte', () => extents.slice(0, -1), 'unreadable footer: BAD_MAGIC'],
    ['a lost tail', () => extents.slice(0, -100), 'unreadable footer: BAD_MAGIC'],
    [
      'a stored digest that is bad',
      withText((text) => text.replace('OK', 'BAD')),
      'cow-stored-verdict',
    ],
    ['a stored text that says nothing', withText(() => ''), 'cow-stored-verdict'],
    [
      'a stored result that contradicts its text',
      () => putTogether({ ...parts, checksig: { ...parts.checksig!, rc: 2 } }),
      'cow-stored-verdict',
    ],
    [
      'a recorded digest that is too short',
      () => {
        const [first, ...rest] = parts.csum.digests;
        const short = { ...first!, digest: first!.digest.subarray(1) };
        return putTogether({ ...parts, csum: { ...parts.csum, digests: [short, ...rest] } });
      },
      'cow-csum',
    ],
    ['padding before an extent', () => flipped(extents, firstExtent() - 1), 'cow-padding-nonzero'],
    [
      'padding between extents',
      () => flipped(extents, firstExtent() + 5000),
      'cow-padding-nonzero',
    ],
    [
      'padding before the footer',
      () => flipped(extents, extents.length - 33),
      'cow-padding-nonzero',
    ],
    [
      'a last block that the file ends in',
      () => putTogether({ ...parts, padding: new Uint8Array() }),
      'cow-extent-range',
    ],
    [
      'the head of another package',
      () => {
        const head = headOf(subject.foreign);
        const body = parts.body.slice();
        body.fill(0, 0, firstExtent());
        body.set(head);
        return putTogether({ ...parts, body });
      },
      'cow-content-missing',
    ],
    [
      'a byte of the main header',
      () => flipped(extents, Buffer.from(extents).indexOf('The test package')),
      'pkg-header-digest-bad',
    ],
    [
      'a plain package that ends in the magic',
      () =>
        Buffer.concat([
          readFileSync(subject.original),
          new Uint8Array(24),
          Buffer.from('KWTSH100'),
        ]),
      'unreadable footer: OUT_OF_RANGE',
    ],
    ['a plain package', () => readFileSync(subject.original), 'unreadable footer: BAD_MAGIC'],
    ['nothing', () => new Uint8Array(), 'unreadable footer: BAD_MAGIC'],
    [
      'a 24-byte footer where the checksig block still stands',
      () => Buffer.concat([extents.subarray(0, -32), new Uint8Array(8), extents.subarray(-24)]),
      'cow-padding-nonzero',
    ],
  ];

  it.each(cases)('finds %s', async (_what, make, finding) => {
    expect(await verify(make())).toContain(finding);
  });

  it('proves the first generation, which has no checksig block', async () => {
    expect(await verify(putTogether({ ...parts, checksig: undefined }))).toEqual([]);
  });
});
