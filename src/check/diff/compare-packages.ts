/**
 * What is different in a new package.
 *
 * Policy: pure; both sides have been read. What needs a head that rpm can load is left out where one
 * is not; findings say why it cannot.
 */
import type { RpmPackage } from '../../package/rpm-package.ts';
import { compareFiles } from './compare-files.ts';
import { compareFindings } from './compare-findings.ts';
import { compareSizes } from './compare-sizes.ts';
import { compareTags } from './compare-tags.ts';
import { compareDependencies } from './dependencies.ts';
import type { DiffRecord, DiffSide } from './diff-record.ts';
import type { PackageSide } from './read-side.ts';
import { sharedContents } from './shared-contents.ts';

/** The records of the sides must have all findings. */
export function comparePackages(old: PackageSide, current: PackageSide): DiffRecord {
  const fromHeads = <Part>(compare: (a: RpmPackage, b: RpmPackage) => Part): Part | null =>
    old.pkg === undefined || current.pkg === undefined ? null : compare(old.pkg, current.pkg);
  return {
    old: sideOf(old),
    new: sideOf(current),
    sameName: fromHeads((a, b) => a.nevra.name === b.nevra.name),
    sizes: compareSizes(old, current),
    findings: compareFindings(old.record, current.record),
    contents: fromHeads((a, b) => sharedContents({ ...old, pkg: a }, { ...current, pkg: b })),
    tags: fromHeads((a, b) => compareTags(a.head, b.head)),
    files: fromHeads((a, b) => compareFiles(a.fileList, b.fileList)),
    dependencies: fromHeads((a, b) => compareDependencies(a.head.main, b.head.main)),
  };
}

function sideOf({ kind, record }: PackageSide): DiffSide {
  const { path, nevra, builder, sha256, size, prediction } = record;
  return { path, kind, nevra, builder, sha256, size, prediction };
}
