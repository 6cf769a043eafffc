/**
 * What an audit needs of a repository: what is listed there, and how its packages are reached.
 *
 * Policy: types only. Whether packages lie in a directory or behind a server is nobody's business
 * but the source's; names and addresses are free of credentials before they come here.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import type { ListingFacts } from '../package/facts/listing.ts';

export interface Repository {
  /** Unique in an audit: the id of a .repo file, the path of a variant, or the address. */
  readonly id: string;
  /** Where it is, as people know it: path or URL without user, password and query. */
  readonly origin: string;
  /** Of repomd.xml; null where the tree has no metadata. */
  readonly revision: string | null;
  /** How many packages the metadata announces; null where nothing says, or before it is read. */
  readonly announced: number | null;
  /** In the order of the metadata, or of the walk. Throws where the listing cannot be read on. */
  packages(): AsyncIterable<ListedPackage>;
  /**
   * What is wrong with it, beside what `packages()` throws: packages that are not listed, or listed and
   * not there, addresses that lead out of it. All of them once `packages()` has ended.
   */
  readonly troubles: readonly string[];
  readonly access: PackageAccess;
  /** Ends its connections, where it has some; nothing can be read of it afterwards. */
  close(): Promise<void>;
}

export interface ListedPackage {
  /** Relative to the repository, as the metadata has it; unique in it. */
  readonly location: string;
  /** What identifies the file: `<algorithm>:<hex>`, from the metadata; null where nothing says. */
  readonly checksum: string | null;
  /** Bytes of the file, as listed, or as found where there is no metadata. */
  readonly size: number;
  /** What the metadata says of it, for the repository rules; null where there is no metadata. */
  readonly listing: ListingFacts | null;
}

/** How packages are read; every promise may reject with a MachineError or FetchError. */
export type PackageAccess =
  | {
      readonly kind: 'local';
      /** The path of a location, proven to lie below the repository. */
      path(location: string): string;
    }
  | {
      readonly kind: 'remote';
      /** Base URLs that end in `/`, without credentials, best first; one at least. */
      readonly mirrors: readonly string[];
      /** Lead, both headers and the last bytes; the bytes between are not there. */
      head(pkg: ListedPackage, signal: AbortSignal): Promise<FetchedHead>;
      /** The whole file, in a temporary file that is gone when closed. */
      file(pkg: ListedPackage, signal: AbortSignal): Promise<FetchedFile>;
    };

export interface FetchedHead {
  /** From the first byte to the end of the main header. */
  readonly start: Uint8Array;
  /** The last 32 bytes of the file; empty where the server would not give them alone. */
  readonly tail: Uint8Array;
  /** Bytes of the whole file, as the server says. */
  readonly size: number;
  /** Bytes that came over the network for it. */
  readonly transferred: number;
}

export interface FetchedFile {
  readonly source: ByteSource & { readonly fd: number };
  readonly transferred: number;
  close(): void;
}
