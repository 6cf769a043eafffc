/** Targets: whole packages, looked at and transcoded. */
import { type CheckOptions, checkSource } from '../../../src/check/check-package.ts';
import type { Output } from '../../../src/io/output.ts';
import { openPackageFile } from '../../../src/io/package-input.ts';
import { inspectPackage } from '../../../src/package/inspect-package.ts';
import { INTERNAL_ERROR } from '../../../src/package/unreadable.ts';
import { RULES } from '../../../src/rules/catalogue.ts';
import { openExtentsFile } from '../../../src/transcode/extents-file.ts';
import { type TranscodeResult, transcode } from '../../../src/transcode/transcode.ts';
import { verifyExtents } from '../../../src/transcode/verify.ts';
import { verifyAgainst } from '../../../src/transcode/verify-against.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { expectKnownError } from '../expected-error.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { inputFile } from '../input-file.ts';
import { PACKAGE_MUTATORS } from '../mutate/package-mutators.ts';
import { seedPackages } from '../seed-packages.ts';
import { expectSame } from './same.ts';

const CHECK: CheckOptions = {
  rules: RULES,
  mostFindings: 5,
  payload: true,
  keys: undefined,
  estimate: true,
  excerpts: true,
};

export const packageTarget: FuzzTarget = {
  name: 'package',
  weight: 8,
  seeds: seedPackages,
  mutators: PACKAGE_MUTATORS,
  dictionary: [],
  async run(input) {
    await inspectOrRefuse(input);
    const result = await checkSource('input.rpm', bytesSource(input), CHECK);
    if (result.kind === 'unreadable') throw new Error(result.unreadable.message);
    // Reports are JSON: what it cannot hold would be missing there.
    const { record } = result;
    expectSame(JSON.parse(JSON.stringify(record)), record, 'the record as JSON');
  },
};

async function inspectOrRefuse(input: Uint8Array): Promise<void> {
  try {
    await inspectPackage(bytesSource(input));
  } catch (error) {
    expectKnownError(error);
  }
}

export const transcodeTarget: FuzzTarget = {
  name: 'transcode',
  weight: 6,
  seeds: seedPackages,
  mutators: PACKAGE_MUTATORS,
  dictionary: [],
  async run(input) {
    const path = inputFile(input);
    const predicted = await checkSource(path, bytesSource(input), { ...CHECK, rules: [] });
    const { result, bytes } = await transcoded(path);
    const wrong = result.because.find(({ rule }) => rule === INTERNAL_ERROR || rule === 'machine');
    if (wrong !== undefined) throw new Error(wrong.message);
    if (predicted.kind !== 'unreadable') {
      expectSame(predicted.record.prediction.rpmcow, predictable(result), 'the outcome foretold');
    }
    if (result.outcome === 'pass-through') {
      expectSame(Buffer.compare(bytes, input), 0, 'what passed through');
      return;
    }
    const file = openExtentsFile(bytesSource(bytes));
    expectSame(await verifyExtents(file), [], 'the proof of the result');
    expectSame(
      await verifyAgainst(file, path, { nativeFree: false }),
      [],
      'the proof against the input',
    );
  },
};

/** A file that does not begin like a package is refused where files are named, else it passes. */
function predictable({ outcome, package: pkg, because }: TranscodeResult): string {
  const isForeign = pkg === undefined && because.some(({ rule }) => rule.startsWith('lead-'));
  return isForeign ? 'refused' : outcome;
}

async function transcoded(path: string): Promise<{ result: TranscodeResult; bytes: Uint8Array }> {
  const output = memoryOutput();
  const input = openPackageFile(path, ['SHA256']);
  try {
    const result = await transcode(input, output, {
      blockSize: 4096,
      nokey: 'record',
      nativeFree: false,
      refuseForeign: false,
    });
    return { result, bytes: output.bytes() };
  } finally {
    input.close();
  }
}

function memoryOutput(): Output & { bytes(): Uint8Array } {
  let pieces: Uint8Array[] = [];
  const write = (chunk: Uint8Array) => {
    pieces.push(Uint8Array.from(chunk));
  };
  return {
    write,
    async writeOriginal(copy) {
      pieces = [];
      await copy(write);
    },
    commit() {},
    abandon() {
      pieces = [];
    },
    bytes: () => Buffer.concat(pieces),
  };
}
