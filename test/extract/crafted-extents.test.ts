/**
 * Extents files that somebody made up: verify names what is wrong, extract installs nothing that the
 * header does not vouch for.
 *
 * Policy: each forgery is consistent in all but the lie itself, as its author would have it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../native-free-parsers/bytes/hex.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { type ExtentsParts, putTogether, takeApart } from '../transcode/extents-surgery.ts';
import { type VerifySubject, verify, verifySubject } from '../transcode/verify-subject.ts';
import { emptyRoot, extracted, scratch } from './extracting.ts';

let subject: VerifySubject;
let parts: ExtentsParts;
beforeAll(async () => {
  subject = await verifySubject();
  parts = takeApart(subject.extents);
  return subject.remove;
});

/** The number of the record of the content `character`, so many times. */
function recordOf(character: string, size: number): number {
  const digest = createHash('sha256').update(character.repeat(size)).digest('hex');
  return parts.records.findIndex((record) => toHex(record.digest) === digest);
}

/** The same but for what lies in one extent. */
function withContent(number: number, content: string): ExtentsParts {
  const body = parts.body.slice();
  body.set(Buffer.from(content), parts.records[number]!.offset);
  return { ...parts, body };
}

function withOffset(number: number, offset: number): ExtentsParts {
  const records = parts.records.map((record, i) => (i === number ? { ...record, offset } : record));
  return { ...parts, records };
}

function swapped(a: number, b: number): ExtentsParts {
  const other = (i: number) => (i === a ? b : i === b ? a : i);
  const records = parts.records.map((record, i) => ({
    ...record,
    offset: parts.records[other(i)]!.offset,
  }));
  return { ...parts, records };
}

/** The name of one file changed in the header, where no digest of the header is left to tell. */
function withHeaderChanged(): Uint8Array {
  const body = Buffer.from(parts.body);
  body.write('The text pack', body.indexOf('The test pack'));
  return putTogether({ ...parts, body });
}

/** Forgeries that tell of themselves without a look at any content. */
const FOUND_AT_ONCE: readonly [what: string, make: () => Uint8Array, rule: string][] = [
  [
    'a table that points into the headers',
    () => putTogether(withOffset(recordOf('a', 5000), 0)),
    'cow-extent-range',
  ],
  [
    'a table that points at the table',
    () => putTogether(withOffset(recordOf('a', 5000), parts.body.length)),
    'cow-extent-range',
  ],
  [
    'an offset of 2^53 - 1',
    () => putTogether(withOffset(recordOf('a', 5000), Number.MAX_SAFE_INTEGER)),
    'cow-extent-range',
  ],
  [
    'a digest in the table that no file has, in the place of one that has',
    () => {
      const records = parts.records.map((record, i) =>
        i === recordOf('a', 5000) ? { ...record, digest: fromHex('0'.repeat(64))! } : record,
      );
      const sorted = records.toSorted((x, y) => Buffer.compare(x.digest, y.digest));
      return putTogether({ ...parts, records: sorted });
    },
    'cow-content-missing',
  ],
  ['a header that was changed, and a stored OK', withHeaderChanged, 'pkg-header-digest-bad'],
  [
    'a stored verification that says OK where it failed',
    () => {
      const text = `${parts.checksig!.text}    Payload SHA256 digest: BAD (Expected a != b)\n`;
      return putTogether({ ...parts, checksig: { rc: 0, text } });
    },
    'cow-stored-verdict',
  ],
  [
    'a plain package with the magic behind it',
    () =>
      Buffer.concat([readFileSync(subject.original), new Uint8Array(24), Buffer.from('KWTSH100')]),
    'unreadable footer: OUT_OF_RANGE',
  ],
  [
    'a plain package with a whole footer behind it',
    () => Buffer.concat([readFileSync(subject.original), subject.extents.subarray(-32)]),
    'unreadable footer: OUT_OF_RANGE',
  ],
];

/** Forgeries of contents: only digesting all of them tells. */
const FOUND_IN_CONTENTS: readonly [what: string, make: () => Uint8Array][] = [
  [
    'wrong content under a right digest, and a stored OK',
    () => putTogether(withContent(recordOf('a', 5000), 'evil')),
  ],
  [
    'offsets of two contents of one size swapped',
    () => putTogether(swapped(recordOf('a', 5000), recordOf('b', 5000))),
  ],
];

/** Extracts a forgery; what is below the root then, and what was said. */
async function attempted(bytes: Uint8Array, verifies: boolean) {
  const directory = scratch();
  const root = emptyRoot(directory);
  const path = join(directory, 'crafted');
  writeFileSync(path, bytes);
  const error = await extracted(path, root, { verify: verifies }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { left: readdirSync(root), error };
}

describe.each(FOUND_AT_ONCE)('%s', (_what, make, rule) => {
  test('verify says so', async () => {
    expect(await verify(make())).toContain(rule);
  });

  test.each([false, true])('extract, verifying %s, installs nothing', async (verifies) => {
    const { left, error } = await attempted(make(), verifies);
    expect(error).toBeInstanceOf(Error);
    expect(left).toEqual([]);
  });
});

describe.each(FOUND_IN_CONTENTS)('%s', (_what, make) => {
  test('verify says so', async () => {
    expect(await verify(make())).toContain('cow-content-mismatch');
  });

  test('extract installs nothing', async () => {
    const { left, error } = await attempted(make(), true);
    expect(error).toBeInstanceOf(Error);
    expect(left).toEqual([]);
  });
});

test('the forgeries differ from an extents file in nothing but the lie', async () => {
  expect(await verify(putTogether(parts))).toEqual([]);
  expect(openExtentsFile(bytesSource(withHeaderChanged())).checksig!.rc).toBe(0);
  expect(recordOf('a', 5000)).toBeGreaterThanOrEqual(0);
  expect(recordOf('b', 5000)).toBeGreaterThanOrEqual(0);
});
