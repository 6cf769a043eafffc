/**
 * Real packages with bytes changed: a value or a FormatError, and never anything else.
 * Policy: seeded samples; what decompresses is mutated behind the decoder, where it hurts.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { FileList } from '../../native-free-parsers/files.ts';
import { ArchiveReader } from '../../src/package/archive-reader.ts';
import { headRefusals, unreadable } from '../../src/package/refusal.ts';
import { type Label, missingLabels, readLabels } from '../support/labels.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { describeBytes } from './crafted.ts';

const LARGEST = 96 * 1024;
const LARGEST_ARCHIVE = 512 * 1024;

/** Small packages of the corpus, the same ones every time, and every mutant. */
function sample(count: number): { readonly label: Label; readonly bytes: Uint8Array }[] {
  const random = seededRandom(2024);
  const corpus = readLabels('corpus')
    .map((label) => ({ label, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ label }) => ({ label, bytes: readFileSync(label.path) }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length <= LARGEST)
    .slice(0, count);
  const truth = readLabels('truth').map((label) => ({ label, bytes: readFileSync(label.path) }));
  return [...corpus, ...truth.filter(({ bytes }) => bytes.length > 0)];
}

/** Up to six bytes changed within the first `size`; perhaps a few left out. */
const damage = fc.record({
  changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
  cut: fc.option(fc.tuple(fc.nat(), fc.nat(9)), { nil: undefined, freq: 1 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(bytes: Uint8Array, size: number, { changes, cut }: Damage): Uint8Array {
  const result = Uint8Array.from(bytes);
  for (const [at, value] of changes) result[at % size] = value;
  if (cut === undefined) return result;
  const at = cut[0] % size;
  return new Uint8Array(Buffer.concat([result.subarray(0, at), result.subarray(at + cut[1])]));
}

/** Runs `work`; a FormatError must make a reason, any other error fails the test. */
function outcome(work: () => void): 'value' | 'refused' {
  try {
    work();
    return 'value';
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(unreadable(error).rule).toMatch(/^(lead|sig|hdr|file|cpio)-[a-z-]+$/);
    return 'refused';
  }
}

/** Reads a whole archive; every file that begins must get exactly its size. */
function unpack(fileList: FileList, archive: Uint8Array) {
  let left = 0;
  const reader = new ArchiveReader(fileList, {
    begin(file) {
      left = file.size;
    },
    content(piece) {
      left -= piece.length;
    },
    end() {
      expect(left).toBe(0);
    },
  });
  reader.push(archive);
  reader.finish();
}

function decompressed(compressor: string, payload: Uint8Array): Uint8Array | undefined {
  const options = { maxOutputLength: LARGEST_ARCHIVE };
  try {
    if (compressor === 'gzip') return gunzipSync(payload, options);
    if (compressor === 'zstd') return zstdDecompressSync(payload, options);
    return compressor === 'none' ? payload : undefined;
  } catch {
    return undefined;
  }
}

describe('damaged packages', () => {
  test('head, file list and refusals', ({ skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    const counts = { value: 0, refused: 0 };
    for (const { bytes } of sample(150)) {
      const size = Math.min(bytes.length, 16 * 1024);
      fc.assert(
        fc.property(damage, (how) => {
          const broken = damaged(bytes.subarray(0, LARGEST), size, how);
          counts[
            outcome(() => {
              for (const { message } of headRefusals(describeBytes(broken))) {
                expect(message).not.toMatch(/\p{Cc}/u);
              }
            })
          ]++;
        }),
        { numRuns: 10, seed: 1 },
      );
    }
    // Both must happen, or this proves nothing.
    expect(counts.value).toBeGreaterThan(200);
    expect(counts.refused).toBeGreaterThan(200);
  });

  test('archives', ({ skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    const counts = { value: 0, refused: 0 };
    for (const { bytes, label } of sample(80)) {
      if (label.verdict !== 'SAME' && label.verdict !== 'COW_FAILS') continue;
      const pkg = describeBytes(bytes);
      const archive = decompressed(pkg.compressor, bytes.subarray(pkg.payloadOffset));
      if (archive === undefined || archive.length === 0) continue;
      if (pkg.fileList.files.length === 0) continue;
      fc.assert(
        fc.property(damage, (how) => {
          counts[outcome(() => unpack(pkg.fileList, damaged(archive, archive.length, how)))]++;
        }),
        { numRuns: 10, seed: 1 },
      );
      // Headers of members are few bytes of an archive: aim at the first ones.
      fc.assert(
        fc.property(damage, (how) => {
          const size = Math.min(archive.length, 130);
          counts[outcome(() => unpack(pkg.fileList, damaged(archive, size, how)))]++;
        }),
        { numRuns: 10, seed: 2 },
      );
    }
    expect(counts.value).toBeGreaterThan(200);
    expect(counts.refused).toBeGreaterThan(200);
  });
});
