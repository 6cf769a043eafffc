/**
 * What a file shows of itself as a package: read once, looked at by every rule and prediction.
 *
 * Policy: plain data and parsed views, nothing judged. What could not be read is absent, and why
 * is in `trouble`; so each part says what must have been readable for it to be there.
 */
import type { FormatProblem } from '../../../native-free-parsers/bytes/format-error.ts';
import type { Footer } from '../../../native-free-parsers/extents/footer.ts';
import type { FileEntry } from '../../../native-free-parsers/files.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import type { Lead } from '../../../native-free-parsers/lead.ts';
import type { PackageHead } from '../../../native-free-parsers/package-head.ts';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import type { CpioMember } from '../../../native-free-parsers/payload/cpio.ts';
import type { Reason } from '../reason.ts';
import type { RpmPackage } from '../rpm-package.ts';
import type { CheckedSignature } from '../signatures/check-signatures.ts';
import type { SignatureHashes } from '../signatures/signature-hash.ts';
import type { ListingFacts } from './listing.ts';

export interface PackageFacts {
  /** Bytes of the file. */
  readonly size: number;
  /** Its first bytes, 64 at most. */
  readonly start: Uint8Array;
  /** The first thing that keeps rpm from reading head or file list. */
  readonly trouble: FormatProblem | undefined;
  readonly lead: Lead | undefined;
  readonly signature: Header | undefined;
  /** Lead and both headers; there even where rpm cannot load what they say. */
  readonly head: PackageHead | undefined;
  /** There where rpm can load headers and file list. */
  readonly pkg: RpmPackage | undefined;
  /** Of the signature header; empty where the headers cannot be read. */
  readonly signatures: readonly CheckedSignature[];
  /** There where the file ends in the magic of an extents file. */
  readonly extents: ExtentsFacts | undefined;
  /** There where the payload was asked for and `pkg` is there; never for a readable extents file. */
  readonly payload: PayloadFacts | undefined;
  /** What repository metadata says of the file; undefined for a file of its own. */
  readonly listing: ListingFacts | undefined;
  /**
   * Of the whole file, by the listing's algorithm, in hexadecimal; there where the payload was asked
   * for, with a listing whose algorithm this host has.
   */
  readonly listedDigest: string | undefined;
}

/** What is known of a file that ends in the extents magic. */
export interface ExtentsFacts {
  /** Why footer or sections cannot be read; undefined where they can, or the head cannot. */
  readonly trouble: FormatProblem | undefined;
  /** Undefined where there is trouble, or the head cannot be read. */
  readonly sections: ExtentsSections | undefined;
  /** What its proof found; undefined where the payload was not asked for, or without sections. */
  readonly proof: readonly Reason[] | undefined;
}

/** Whether a file is an extents file and no package that only ends like one. */
export function isExtentsFile(extents: ExtentsFacts | undefined): boolean {
  return extents?.sections !== undefined;
}

export interface ExtentsSections {
  /** Where they begin. */
  readonly footer: Footer;
  /** The largest power of two up to 64 KiB that all contents are aligned to, at least 4096. */
  readonly blockSize: number;
  /** Signatures that nobody could check when the file was made. */
  readonly unchecked: readonly Reason[];
}

export interface PayloadFacts {
  /** Where the payload starts, and its bytes up to the end of the file. */
  readonly offset: number;
  readonly length: number;
  /** What its first bytes look like. */
  readonly sniffed: Compressor | undefined;
  /** Streams, members or frames of the compressed data, also unread ones; the first 1,000. */
  readonly streams: readonly StreamFacts[];
  /** Where the last stream ends that rpm reads; undefined where it has no end, or none that counts. */
  readonly streamsEnd: number | undefined;
  readonly decoding: Decoding;
  /** Undefined where there is no archive to read: no files, a delta RPM, no decoder. */
  readonly archive: ArchiveFacts | undefined;
  readonly digests: PayloadDigests;
}

/** One xz stream, gzip member, zstd frame or bzip2 stream. */
export interface StreamFacts {
  readonly offset: number;
  /** Bytes in the file; undefined where only the start is known. */
  readonly length: number | undefined;
  /** Bytes of history that decoding needs; undefined where the format does not say. */
  readonly windowSize: number | undefined;
}

/** How decoding with what rpm would use went. */
export type Decoding =
  | {
      readonly kind: 'decoded';
      readonly route: string;
      readonly bytes: number;
      /** `input-end`: the file ended inside a stream, or the payload is not compressed. */
      readonly ended: 'stream-end' | 'input-end';
    }
  /** The data does not decode; `bytes` came before. */
  | { readonly kind: 'corrupt'; readonly problem: FormatProblem; readonly bytes: number }
  /** The archive does not end where the headers' sizes allow: stopped. */
  | { readonly kind: 'too-much'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'no-codec'; readonly message: string }
  /** rpm does not look at the payload: no files, or no cpio archive. */
  | { readonly kind: 'not-read' };

export interface ArchiveFacts {
  /** In the order of the archive; at most 1,000 more than the header has files. */
  readonly members: readonly MemberFacts[];
  readonly memberCount: number;
  /** Bytes of the archive, trailer included, as far as it was read. */
  readonly size: number;
  /** Whether the trailer came. */
  readonly complete: boolean;
  /** Where reading stopped for a defect of the archive itself. */
  readonly problem: FormatProblem | undefined;
  /** What makes stock rpm give up on the archive, or install it wrongly: what unpack.ts throws. */
  readonly refusal: FormatProblem | undefined;
  /** Decoded bytes behind the trailer, and whether all are zero. */
  readonly tail: { readonly length: number; readonly zero: boolean };
}

export interface MemberFacts {
  readonly member: CpioMember;
  /** The file of the header that it is, if any. */
  readonly file: FileEntry | undefined;
  /** Bytes of content as rpm reads them, by the package header. */
  readonly size: number;
  /**
   * Of content that rpm installs, in the algorithm of the file digests; undefined for all else, and
   * where this host cannot compute it.
   */
  readonly digest: string | undefined;
  /**
   * SHA-256 of the same content, where the digest is MD5 or SHA-1 and the header has it for several
   * contents: what it says alike may differ.
   */
  readonly identity: string | undefined;
  /**
   * Of a hard-link set's content, where its first link is said to have fewer bytes than its last: the
   * digest of that many; undefined where not even they came.
   */
  readonly linkDigest: string | undefined;
  /** Sum of the content's bytes modulo 2^32, in 070702 archives. */
  readonly sum: number | undefined;
  /** What a symlink's member has as its target, as a byte string. */
  readonly target: string | undefined;
}

/** Digests in hexadecimal, computed over the bytes of the file. */
export interface PayloadDigests {
  /** SHA-256 of the whole file. */
  readonly file: string;
  /**
   * The payload as stored, by each algorithm that a payload digest of the header is in and this host
   * has. PAYLOADDIGEST is always tried in SHA256: rpm 4.18 knows no other (lib/rpmvs.c).
   */
  readonly stored: ReadonlyMap<string, string>;
  /** The decoded archive up to the end of the stream, likewise; empty where it does not decode. */
  readonly archive: ReadonlyMap<string, string>;
  /** MD5 of main header and payload together; undefined where this host forbids MD5. */
  readonly headerAndPayloadMd5: string | undefined;
  /** The hashes that signatures of main header and payload are made over, by the signatures' ids. */
  readonly signatures: SignatureHashes;
  /**
   * Where PAYLOADDIGEST or the MD5 is wrong: digests of what it may have been made of, by a name for
   * people (`SHA256 of the uncompressed archive`).
   */
  readonly others: ReadonlyMap<string, string>;
}
