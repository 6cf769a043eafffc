/**
 * Every claim of verify fails when it is broken, and no byte of an extents file can change
 * unnoticed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty, integer } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileDescription } from '../../corpus/writer/description.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { transcode } from '../../src/transcode/transcode.ts';
import { openExtentsFile, verifyExtents } from '../../src/transcode/verify.ts';
import { verifyAgainst } from '../../src/transcode/verify-against.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { type ExtentsParts, putTogether, takeApart } from './extents-surgery.ts';

const FILES: readonly FileDescription[] = [
  { path: '/opt/a', type: 'regular', content: 'a'.repeat(5000) },
  { path: '/opt/b', type: 'regular', content: 'b'.repeat(5000) },
  { path: '/opt/c', type: 'regular', content: 'c' },
  { path: '/opt/copy-of-c', type: 'regular', content: 'c' },
  { path: '/opt/empty', type: 'regular', content: '' },
  { path: '/opt/link', type: 'symlink', target: 'a' },
  { path: '/opt/one', type: 'regular', content: 'linked', inode: 99 },
  { path: '/opt/two', type: 'regular', content: 'linked', inode: 99 },
];

let directory = '';
let original = '';
let extents = new Uint8Array();
let foreign = new Uint8Array();
let parts: ExtentsParts;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'verify-test-'));
  original = join(directory, 'subject.rpm');
  extents = await transcoded(original, 'subject', FILES);
  foreign = await transcoded(join(directory, 'other.rpm'), 'othersu', [
    { path: '/opt/other', type: 'regular', content: 'other' },
  ]);
  parts = takeApart(extents);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function transcoded(path: string, name: string, files: readonly FileDescription[]) {
  writeFileSync(path, await writePackage({ name, files }));
  const input = openPackageFile(path, ['SHA256', 'SHA512']);
  const output = atomicFile(`${path}.extents`, { fsync: false });
  await transcode(input, output, {
    blockSize: 4096,
    nokey: 'record',
    nativeFree: false,
    refuseForeign: false,
  });
  input.close();
  return new Uint8Array(readFileSync(`${path}.extents`));
}

/** The rules of the findings, or the section of what is unreadable. */
async function verify(bytes: Uint8Array): Promise<string[]> {
  try {
    const findings = await verifyExtents(openExtentsFile(bytesSource(bytes)));
    return findings.map(({ rule }) => rule);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [`unreadable ${error.section}: ${error.code}`];
  }
}

async function compare(bytes: Uint8Array): Promise<string[]> {
  const file = openExtentsFile(bytesSource(bytes));
  const findings = await verifyAgainst(file, original, { nativeFree: false });
  return findings.map(({ rule }) => rule);
}

function headOf(bytes: Uint8Array): Uint8Array {
  return openExtentsFile(bytesSource(bytes)).package.head.bytes;
}

function flipped(bytes: Uint8Array, at: number, mask = 1): Uint8Array {
  const copy = bytes.slice();
  copy[at]! ^= mask;
  return copy;
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
  expect(await compare(extents)).toEqual([]);
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
        const head = headOf(foreign);
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
      () => Buffer.concat([readFileSync(original), new Uint8Array(24), Buffer.from('KWTSH100')]),
      'unreadable footer: OUT_OF_RANGE',
    ],
    ['a plain package', () => readFileSync(original), 'unreadable footer: BAD_MAGIC'],
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

describe('against the original', () => {
  it.each([
    [
      'the recorded length',
      () => putTogether({ ...parts, csum: { ...parts.csum, inputLength: 1 } }),
      'cow-csum',
    ],
    [
      'a recorded digest',
      () => {
        const [first, second] = parts.csum.digests;
        const wrong = { ...second!, digest: flipped(second!.digest, 63) };
        return putTogether({ ...parts, csum: { ...parts.csum, digests: [first!, wrong] } });
      },
      'cow-csum',
    ],
    [
      'a line less in the stored text',
      withText((text) => text.replace(/^.*\n/, '')),
      'cow-stored-verdict',
    ],
    ['a byte of the lead', () => flipped(extents, 20), 'cow-head-differs'],
    ['a byte of the signature header', () => flipped(extents, 2000), 'cow-head-differs'],
    ['another package', () => foreign, 'cow-head-differs'],
    ['a content byte', () => flipped(extents, firstExtent()), 'cow-content-mismatch'],
  ] as const)('finds %s', async (_what, make, finding) => {
    expect(await compare(make())).toContain(finding);
  });
});

it('lets no byte change unnoticed', async () => {
  await assert(
    asyncProperty(
      integer({ min: 0, max: extents.length - 1 }),
      integer({ min: 1, max: 255 }),
      async (at, mask) => {
        const changed = flipped(extents, at, mask);
        const findings = await verify(changed);
        expect(findings.length > 0 ? findings : await compare(changed)).not.toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
