/** A package that a transaction of dnf brings in, as dnf knows it. */

export interface TransactionPackage {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  /** name-[epoch:]version-release.arch, without an epoch of 0. */
  readonly nevra: string;
  /** The id of the repository; `@commandline` for a file. */
  readonly repository: string;
  /** `<algorithm>:<hex>` of the file, as the repository's metadata has it; null where nothing says. */
  readonly checksum: string | null;
  /** Where the file is, or will be once it is downloaded. */
  readonly path: string;
}

/** A sentence for whoever runs dnf. */
export interface HostNote {
  readonly level: 'info' | 'warning';
  readonly text: string;
}
