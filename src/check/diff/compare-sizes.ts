/** How large the two packages are: stored, unpacked, and laid out for cloning. */
import { contentCarriers } from '../../package/content-keys.ts';
import { estimate } from '../estimate.ts';
import type { DiffSizes, SizePair } from './diff-record.ts';
import type { PackageSide } from './read-side.ts';

export function compareSizes(old: PackageSide, current: PackageSide): DiffSizes {
  const pair = (size: (side: PackageSide) => number | undefined): SizePair => ({
    old: size(old) ?? null,
    new: size(current) ?? null,
  });
  return {
    package: pair(({ packageSize }) => packageSize),
    contents: pair(contentsSize),
    extents: pair(({ pkg, packageSize }) => pkg && estimate(pkg, packageSize)?.extentsSize),
  };
}

/** Undefined where a size is more than there can be. */
function contentsSize({ pkg }: PackageSide): number | undefined {
  if (pkg === undefined) return undefined;
  const bytes = contentCarriers(pkg.fileList).reduce((sum, { size }) => sum + size, 0);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
