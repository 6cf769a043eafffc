/**
 * What the writer is told: a package as plain data. Everything left out gets the value that
 * rpmbuild 4.18 would give; everything given is taken as it is, sane or not.
 */

import type { Compressor } from './compress.ts';
import type { DigestAlgorithm } from './digest.ts';
import type { HeaderRegion } from './header-blob.ts';
import type { HeaderEntry } from './header-entry.ts';

/** 070701: newc; 070702: newc with checksums; 07070X: rpm's own with file numbers for names. */
export type PayloadMagic = '070701' | '070702' | '07070X';

export interface PackageDescription {
  readonly name: string;
  /** Default 1.0. */
  readonly version?: string;
  /** Default 1. */
  readonly release?: string;
  readonly epoch?: number;
  /** Default noarch. */
  readonly arch?: string;
  /** v3: no regions, OLDFILENAMES, MD5 only. v6: SHA-3 beside SHA-2, 64-bit sizes, 07070X. Default v4. */
  readonly format?: 'v3' | 'v4' | 'v6';
  readonly kind?: 'binary' | 'source';
  /** In the order of the header's file list. */
  readonly files?: readonly FileDescription[];
  /** Default gzip. */
  readonly compressor?: Compressor;
  /** Default sha256, and md5 in v3. */
  readonly fileDigestAlgorithm?: DigestAlgorithm;
  /** Default 070701, and 07070X in v6. */
  readonly payloadMagic?: PayloadMagic;
  /** What cpio member names start with. Default `./`, nothing in v3 and in source packages. */
  readonly memberPrefix?: string;
  /** Paths in the order of the archive; left out ones are missing there. Default: the list's order. */
  readonly archiveOrder?: readonly string[];
  /** Which of a hard-link set carry the content. Default the last of the file list: rpm's rule. */
  readonly linkContent?: 'last' | 'first' | 'all';
  /** Sizes as LONGFILESIZES and LONGSIZE even where 32 bits suffice. v6 always does. */
  readonly longSizes?: boolean;
  readonly leadName?: string;
  readonly main?: HeaderWishes;
  readonly signature?: SignatureWishes;
}

export interface HeaderWishes {
  /** Each replaces the entry of the same tag, or is added in tag order. */
  readonly entries?: readonly HeaderEntry[];
  /** Tags to leave out. */
  readonly without?: readonly number[];
  readonly dribbles?: readonly HeaderEntry[];
  /** How the region is to differ; `absent` for none at all. */
  readonly region?: Omit<HeaderRegion, 'tag'> | 'absent';
}

export interface SignatureWishes extends HeaderWishes {
  /** Bytes of space reserved for signatures. Default 4128, as rpmbuild leaves. */
  readonly reservedSpace?: number;
}

interface FileBase {
  /** Absolute, UTF-8; a bare file name in source packages. */
  readonly path: string;
  /** Permission bits. Default 0755 for directories, 0777 for symlinks, 0644 else. */
  readonly mode?: number;
  /** Files with the same inode and device are hard links. Default: a number of their own. */
  readonly inode?: number;
  /** FILEDEVICES. Default 1. */
  readonly device?: number;
  /** FILEDIGESTS, instead of the digest of the content. */
  readonly digest?: string;
  /** The header's file size, instead of the length of the content. */
  readonly size?: number;
  /** FILEFLAGS bits, such as 1 for %config or 2 for %doc. */
  readonly flags?: number;
  /** Seconds since 1970. */
  readonly mtime?: number;
  readonly user?: string;
  readonly group?: string;
}

export type FileDescription = FileBase &
  (
    | { readonly type: 'regular'; readonly content: Uint8Array | string }
    | { readonly type: 'directory' }
    | { readonly type: 'symlink'; readonly target: string }
    | { readonly type: 'fifo' }
    | { readonly type: 'character-device' | 'block-device'; readonly rdev: number }
    /** A regular file of the header that is not in the archive. */
    | { readonly type: 'ghost' }
  );
