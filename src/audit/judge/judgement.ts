/**
 * What there is to say of one package of a repository, as the state keeps it.
 *
 * Policy: types only, plain data, small: it crosses threads by the thousand a second.
 */
import type { ListingFacts } from '../../package/facts/listing.ts';

/** Why nothing, or not all, could be read. */
export interface Trouble {
  /** As of Unreadable: errno names, FormatErrorCodes, codes of FetchError. */
  readonly code: string;
  readonly message: string;
}

export interface Judgement {
  /** How far the file was read. */
  readonly depth: 'headers' | 'payload';
  /** False where the payload, which was not read, may change the prediction. */
  readonly certain: boolean;
  /** Whether the file is what its listing says, as far as was read. */
  readonly asListed: boolean;
  /** What identifies the file: the checksum as listed; without one see file-identity.ts. */
  readonly identity: string;
  /** As AuditedPackage. */
  readonly leadName: string | null;
  /** Bytes of all contents that an install clones; 0 without an extents file. */
  readonly clonedBytes: number;
  /** A CheckRecord in JSON. */
  readonly record: string;
  /** Where the file ends within its headers, or is no package. */
  readonly trouble: Trouble | null;
  /** See contents.ts. */
  readonly contents: Uint8Array;
}

/** What came of a package. */
export type Judged =
  | {
      readonly kind: 'judged';
      readonly judgement: Judgement;
      /** Bytes of the file that were read. */
      readonly bytesRead: number;
      /** Its head for the state, where it was asked for. */
      readonly head?: Uint8Array;
    }
  /** The head that was given does not suffice: the whole file is wanted. */
  | { readonly kind: 'needs-file' }
  | { readonly kind: 'unreadable'; readonly trouble: Trouble };

/** Where the bytes of a package are. */
export type PackageBytes =
  | { readonly kind: 'path'; readonly path: string }
  /** An open file, whose descriptor stays the caller's. */
  | { readonly kind: 'descriptor'; readonly fd: number }
  /** As it came over the network; to be made smaller for the state. */
  | {
      readonly kind: 'head';
      readonly start: Uint8Array;
      readonly tail: Uint8Array;
      readonly size: number;
    }
  /** As the state has it. */
  | {
      readonly kind: 'kept-head';
      readonly start: Uint8Array;
      readonly tail: Uint8Array;
      readonly size: number;
    };

export interface PackageToJudge {
  readonly location: string;
  /** As listed; null where nothing says. */
  readonly checksum: string | null;
  readonly listing: ListingFacts | null;
  readonly bytes: PackageBytes;
}

export interface JudgeTask {
  readonly packages: readonly PackageToJudge[];
  /** `auto`: the payload of what the headers leave open, where the whole file is at hand. */
  readonly depth: 'headers' | 'payload' | 'auto';
}
