/** What repository metadata says of a package, beside what the package says of itself. */

export interface ListingFacts {
  /** The `href` of primary.xml, relative to the repository. */
  readonly location: string;
  /** As metadata writes it: `sha256`, `sha`, `md5`, `sha512`, ... */
  readonly checksumType: string;
  /** Lower-case hexadecimal. */
  readonly checksum: string;
  /** Bytes of the file: `size package=`. */
  readonly packageSize: number;
  /** `rpm:header-range`, offsets of the main header, end excluded; null where it is missing. */
  readonly headerRange: { readonly start: number; readonly end: number } | null;
  readonly name: string;
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
}
