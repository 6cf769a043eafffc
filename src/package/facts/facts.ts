/**
 * What a file shows of itself as a package: read once, looked at by every rule and prediction.
 *
 * Policy: plain data and parsed views, nothing judged. What could not be read is absent, and why
 * is in `trouble`; so each part says what must have been readable for it to be there.
 */
import type { FormatProblem } from '../../../native-free-parsers/bytes/format-error.ts';
import type { FileEntry } from '../../../native-free-parsers/files.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import type { Lead } from '../../../native-free-parsers/lead.ts';
import type { PackageHead } from '../../../native-free-parsers/package-head.ts';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import type { CpioMember } from '../../../native-free-parsers/payload/cpio.ts';
import type { Reason } from '../reason.ts';
import type { RpmPackage } from '../rpm-package.ts';

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
  /** There where the file ends in the magic of an extents file. */
  readonly extents: ExtentsFacts | undefined;
  /** There where the payload was asked for and `pkg` is there; never for an extents file. */
  readonly payload: PayloadFacts | undefined;
}

/** What is known of a file that ends in the extents magic. */
export interface ExtentsFacts {
  /** What its proof found; undefined where the payload was not asked for. */
  readonly proof: readonly Reason[] | undefined;
}

export interface PayloadFacts {
  /** Where the payload starts, and its bytes up to the end of the file. */
  readonly offset: number;
  readonly length: number;
  /** What its first bytes look like. */
  readonly sniffed: Compressor | undefined;
  /** Streams, members or frames of the compressed data, as far as they can be told apart. */
  readonly streams: readonly StreamFacts[];
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
  | { readonly kind: 'decoded'; readonly route: string; readonly bytes: number }
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
  /** What makes stock rpm give up on the archive, or install it wrongly (archive-reader.ts). */
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
  /** Of content that rpm installs, in the algorithm of the file digests; else undefined. */
  readonly digest: string | undefined;
  /** SHA-256 of the same content, where that algorithm is too weak to tell contents apart. */
  readonly identity: string | undefined;
  /** Sum of the content's bytes modulo 2^32, in 070702 archives. */
  readonly sum: number | undefined;
  /** What a symlink's member has as its target, as a byte string. */
  readonly target: string | undefined;
}

/** Digests in hexadecimal, computed over the bytes of the file. */
export interface PayloadDigests {
  /** SHA-256 of the whole file. */
  readonly file: string;
  /** The payload as stored, by each algorithm that a payload digest of the header is in. */
  readonly stored: ReadonlyMap<string, string>;
  /** The decoded archive up to the end of the stream, likewise; empty where it does not decode. */
  readonly archive: ReadonlyMap<string, string>;
  /** MD5 of main header and payload together. */
  readonly headerAndPayloadMd5: string;
  /** Further ranges that a wrong digest may have been made of, by a name for people. */
  readonly others: ReadonlyMap<string, string>;
}
