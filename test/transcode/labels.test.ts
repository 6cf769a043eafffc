/**
 * Every labelled package through the transcoder: what the real stack installs comes out as the
 * reference wrote it, what it refuses comes out as it went in, and every extents file is proven.
 *
 * Policy: in this process, block size and digest as the labels were made with; the golden rule is
 * asserted from the labels, never from the outcome that the transcoder itself reports.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseFooter } from '../../native-free-parsers/extents/footer.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { type TranscodeResult, transcode } from '../../src/transcode/transcode.ts';
import { verifyExtents } from '../../src/transcode/verify.ts';
import { verifyAgainst } from '../../src/transcode/verify-against.ts';
import { type Label, missingLabels, readLabels } from '../support/labels.ts';

/** Rules that say something of this machine or of us, never of a package. */
const NOT_THE_PACKAGE = ['internal-error', 'machine', 'payload-codec-missing'];

const reason = missingLabels();
if (reason !== undefined) console.warn(`skipped: ${reason}`);

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'labels-test-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

for (const collection of ['truth', 'corpus'] as const) {
  const rows = readLabels(collection);
  const having = (...verdicts: string[]) =>
    rows.filter(({ verdict }) => verdicts.includes(verdict));

  describe.skipIf(reason !== undefined)(collection, () => {
    it.each(having('SAME').filter(isPlainCase))(
      '$id is laid out as the reference does',
      async (label) => {
        const { output, result } = await run(label);
        expect(result.outcome, explain(result)).toBe('transcoded');
        const bytes = readFileSync(output);
        const { checksig, table, csum } = parseFooter(bytes.subarray(-32), bytes.length)!;
        expect(sha256(bytes.subarray(0, checksig))).toBe(label.extentsSha256);
        expect(sha256(bytes.subarray(table, csum))).toBe(label.tableSha256);
        if (label.deterministic) expect(sha256(bytes)).toBe(label.wholeSha256);
        await prove(label, output);
      },
    );

    it.each(having('BOTH_REJECT', 'COW_ACCEPTS', 'NOT_RPM'))(
      '$id, which rpm refuses, comes out as it went in',
      async (label) => {
        const { output, result } = await run(label);
        expect(result.outcome, explain(result)).toBe('pass-through');
        expect(sha256(readFileSync(output))).toBe(label.sha256);
      },
    );

    it.each([
      ...having('COW_FAILS', 'DIFFERENT_TREE'),
      ...having('SAME').filter((label) => !isPlainCase(label)),
    ])('$id comes out proven or as it went in', async (label) => {
      const { output, result } = await run(label);
      if (result.outcome === 'pass-through') {
        expect(sha256(readFileSync(output))).toBe(label.sha256);
      } else {
        await prove(label, output);
      }
    });
  });
}

/** What the reference transcoded without breaking the head. */
function isPlainCase({ hasMagic, headVerbatim }: Label): boolean {
  return hasMagic && headVerbatim;
}

async function run({ path }: Label): Promise<{ output: string; result: TranscodeResult }> {
  const output = join(directory, randomUUID());
  onTestFinished(() => rmSync(output, { force: true }));
  const input = openPackageFile(path, ['SHA256']);
  try {
    const result = await transcode(input, atomicFile(output, { fsync: false }), {
      blockSize: 4096,
      nokey: 'record',
      nativeFree: false,
      refuseForeign: false,
    });
    expect(result.because.filter(({ rule }) => NOT_THE_PACKAGE.includes(rule))).toEqual([]);
    return { output, result };
  } finally {
    input.close();
  }
}

async function prove({ path }: Label, output: string): Promise<void> {
  const source = openFileSource(output);
  try {
    const file = openExtentsFile(source);
    expect(await verifyExtents(file)).toEqual([]);
    expect(await verifyAgainst(file, path, { nativeFree: false })).toEqual([]);
  } finally {
    source.close();
  }
}

function explain({ because }: TranscodeResult): string {
  return because.map(({ rule, message }) => `${rule}: ${message}`).join('; ');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
