/** RpmPackages from encoded headers. Policy: what native-free-parsers' fixtures lay out, described. */
import type { EntryToEncode } from '../../native-free-parsers/header/encode.ts';
import { PackageHeadParser } from '../../native-free-parsers/package-head.ts';
import { describePackage, type RpmPackage } from '../../src/package/rpm-package.ts';
import {
  craftedPackage,
  mainHeader,
  type PackageParts,
} from '../native-free-parsers/header/crafted-package.ts';

/** The package whose main header has these entries. */
export function packageOf(
  entries: readonly EntryToEncode[],
  others: Omit<PackageParts, 'main'> = {},
): RpmPackage {
  return describeBytes(craftedPackage({ ...others, main: mainHeader({ entries }) }));
}

/** The package that a file's bytes describe. */
export function describeBytes(bytes: Uint8Array): RpmPackage {
  const parser = new PackageHeadParser();
  parser.push(bytes);
  return describePackage(parser.finish());
}
