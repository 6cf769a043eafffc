import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, type Section } from '../../native-free-parsers/bytes/format-error.ts';
import { binEntry } from '../../native-free-parsers/header/encode.ts';
import { LEAD_SIZE, parseLead } from '../../native-free-parsers/lead.ts';
import {
  type PackageHead,
  PackageHeadParser,
  paddingAfter,
} from '../../native-free-parsers/package-head.ts';
import { missingLabels, readLabels } from '../support/labels.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { formatErrorOf } from './extents/hostile-bytes.ts';
import {
  concatenate,
  craftedPackage,
  LEAD,
  mainHeader,
  SIGNATURE_ENTRIES,
  signatureHeader,
} from './header/crafted-package.ts';

/** Signature headers of every length modulo 8. */
const ODD_SIGNATURES = Array.from({ length: 8 }, (_, extra) =>
  signatureHeader({ entries: [...SIGNATURE_ENTRIES, binEntry(1008, new Uint8Array(8 + extra))] }),
);

/** The head and how many bytes were taken, with the file cut into pieces of these sizes in turn. */
function parsePieces(bytes: Uint8Array, nextSize: () => number): [PackageHead, number] {
  const parser = new PackageHeadParser();
  let taken = 0;
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.slice(at, at + nextSize());
    taken += parser.push(piece);
    at += piece.length;
  }
  return [parser.finish(), taken];
}

const parseWhole = (bytes: Uint8Array) => parsePieces(bytes, () => bytes.length)[0];

test('the parts of a head, and what is payload', () => {
  const payload = Uint8Array.of(1, 2, 3);
  const bytes = craftedPackage({ payload });
  const parser = new PackageHeadParser();
  expect(parser.push(bytes)).toBe(bytes.length - 3);
  expect(parser.push(payload)).toBe(0);
  const head = parser.finish();
  expect(parser.head).toBe(head);
  expect(head.lead).toEqual(parseLead(LEAD));
  expect(head.signature).toMatchObject({ kind: 'signature', offset: 96 });
  expect(head.main).toMatchObject({ kind: 'main', offset: 96 + 120 });
  expect(head.bytes).toEqual(bytes.subarray(0, -3));
  expect(head.main.bytes).toEqual(mainHeader());
});

test.each(ODD_SIGNATURES.map((signature) => [signature.length % 8, signature] as const))(
  'a signature header of 8n + %d bytes',
  (remainder, signature) => {
    const padding = new Uint8Array((8 - remainder) % 8).fill(0xee);
    const head = parseWhole(craftedPackage({ signature, padding }));
    expect(paddingAfter(head.signature)).toBe(padding.length);
    expect(head.padding).toEqual(padding);
    expect(head.main.offset % 8).toBe(0);
  },
);

describe('however the file is cut', () => {
  const bytes = craftedPackage({ signature: ODD_SIGNATURES[3]!, payload: new Uint8Array(40) });
  const whole = parsePieces(bytes, () => bytes.length);

  test('one byte at a time', () => {
    expect(parsePieces(bytes, () => 1)).toEqual(whole);
  });

  test.each([1, 2, 3, 4, 5])('at random places, seed %d', (seed) => {
    const random = seededRandom(seed);
    expect(parsePieces(bytes, () => random.between(1, 100))).toEqual(whole);
  });

  test('in two, at every byte', () => {
    for (let cut = 1; cut < bytes.length; cut++) {
      const sizes = [cut, bytes.length];
      expect(parsePieces(bytes, () => sizes.shift()!)).toEqual(whole);
    }
  });
});

function expectTruncatedEverywhere(bytes: Uint8Array) {
  const { signature, padding, main } = parseWhole(bytes);
  const sectionAt = (size: number): Section => {
    if (size < LEAD_SIZE) return 'lead';
    const mainAt = main.offset;
    // Without padding the main header is expected right behind the signature header.
    return size < (padding.length === 0 ? signature.offset + signature.bytes.length : mainAt)
      ? 'signature-header'
      : 'main-header';
  };
  const parser = new PackageHeadParser();
  for (let size = 0; size < main.offset + main.bytes.length; size++) {
    const error = formatErrorOf(() => parser.finish());
    // Of fewer than four bytes nobody can say whether they would have been a lead.
    const offset = size < 4 ? 0 : size;
    const expected = { code: 'TRUNCATED', section: sectionAt(size), offset };
    expect(error?.problem, `cut to ${size} bytes`).toMatchObject(expected);
    parser.push(bytes.subarray(size, size + 1));
  }
  expect(parser.head).toBeDefined();
}

describe('cut short anywhere', () => {
  test('with and without padding', () => {
    for (const signature of ODD_SIGNATURES)
      expectTruncatedEverywhere(craftedPackage({ signature }));
  });

  test('a real package', ({ skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    const label = readLabels('truth').find(({ id }) => id === 'base_one.rpm')!;
    expectTruncatedEverywhere(readFileSync(label.path));
  });
});

test('what is wrong is said before the next byte is asked for', () => {
  const notALead = new PackageHeadParser();
  expect(formatErrorOf(() => notALead.push(new Uint8Array(4)))?.code).toBe('BAD_MAGIC');
  const parser = new PackageHeadParser();
  parser.push(LEAD);
  expect(formatErrorOf(() => parser.push(new Uint8Array(16)))?.code).toBe('BAD_MAGIC');
});

test('a length in the file costs no memory', () => {
  const main = mainHeader({ wrongIntro: { dataLength: 0x0fffff00 } });
  const bytes = craftedPackage({ main });
  const before = process.memoryUsage().arrayBuffers;
  const parsers = Array.from({ length: 8 }, () => {
    const parser = new PackageHeadParser();
    parser.push(bytes);
    return parser;
  });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  expect(parsers.map((parser) => formatErrorOf(() => parser.finish())?.code)).toEqual(
    parsers.map(() => 'TRUNCATED'),
  );
});

test('a head larger than the first buffer', () => {
  const filler = Uint8Array.from({ length: 300_000 }, (_, i) => i);
  const signature = signatureHeader({ entries: [...SIGNATURE_ENTRIES, binEntry(1008, filler)] });
  const bytes = craftedPackage({ signature });
  expect(Buffer.compare(parsePieces(bytes, () => 50_000)[0].bytes, bytes)).toBe(0);
});

describe('mutated bytes give a head or a FormatError', () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });

  /** `bytes` with changes in its first `size` bytes. */
  function mutated(bytes: Uint8Array, size: number, at: readonly (readonly [number, number])[]) {
    const result = Uint8Array.from(bytes);
    for (const [position, value] of at) result[position % size] = value;
    return result;
  }

  function expectHeadOrFormatError(bytes: Uint8Array) {
    try {
      expect(parseWhole(bytes).main.kind).toBe('main');
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      expect(error.offset).toBeLessThanOrEqual(bytes.length + 16);
      expect(error.offset).toBeGreaterThanOrEqual(0);
    }
  }

  test('of a crafted package', () => {
    const bytes = concatenate(craftedPackage({ signature: ODD_SIGNATURES[5]! }), new Uint8Array(9));
    const at = fc.array(fc.tuple(fc.nat({ max: bytes.length }), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(at, (positions) => {
        expectHeadOrFormatError(mutated(bytes, bytes.length, positions));
      }),
      { numRuns: 3000 },
    );
  });

  test('of every mutant of ../shared/truth', ({ skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    for (const { path } of readLabels('truth')) {
      const bytes = readFileSync(path).subarray(0, 24 * 1024);
      if (bytes.length === 0) continue;
      fc.assert(
        fc.property(changes, (at) => {
          expectHeadOrFormatError(mutated(bytes, Math.min(bytes.length, 8192), at));
        }),
        { numRuns: 12 },
      );
    }
  });
});
