/** Packages as the sides of a comparison. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageDescription } from '../../../corpus/writer/description.ts';
import { writePackage } from '../../../corpus/writer/write-package.ts';
import type { CheckOptions } from '../../../src/check/check-package.ts';
import { comparePackages } from '../../../src/check/diff/compare-packages.ts';
import type { DiffRecord } from '../../../src/check/diff/diff-record.ts';
import { type PackageSide, readSide } from '../../../src/check/diff/read-side.ts';
import { RULES } from '../../../src/rules/catalogue.ts';
import { scratchDirectory } from '../../io/scratch.ts';

export const OPTIONS: CheckOptions = {
  rules: RULES,
  mostFindings: Number.POSITIVE_INFINITY,
  payload: true,
  keys: undefined,
  estimate: false,
  excerpts: false,
};

/** Reads the file of this path. Throws where it cannot be read. */
export async function sideAt(
  path: string,
  options: Partial<CheckOptions> = {},
): Promise<PackageSide> {
  const read = await readSide(path, { ...OPTIONS, ...options });
  if (read.kind !== 'read') throw new Error(read.unreadable.message);
  return read.side;
}

export async function sideOf(bytes: Uint8Array): Promise<PackageSide> {
  const path = join(scratchDirectory(), 'some.rpm');
  writeFileSync(path, bytes);
  return await sideAt(path);
}

/** Compares two packages, each called `sample` where it says nothing else. */
export async function diffOf(
  old: Partial<PackageDescription>,
  current: Partial<PackageDescription>,
): Promise<DiffRecord> {
  const [before, after] = await Promise.all(
    [old, current].map(async (each) => sideOf(await writePackage({ name: 'sample', ...each }))),
  );
  return comparePackages(before!, after!);
}
