/** Where the contents of a package come from. */
import type { RpmPackage } from '../package/rpm-package.ts';
import type { PackageTree } from './package-tree.ts';

export interface PackageContents {
  readonly package: RpmPackage;
  /** Whether `stage` compares every content with the header's digest. */
  readonly verified: boolean;
  /**
   * Gives every content to the tree.
   * @throws Refused or FormatError for what rpm refuses, MachineError for what the machine does.
   */
  stage(tree: PackageTree): Promise<void>;
}
