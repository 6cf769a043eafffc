/**
 * What `inspect` finds in a file: the record that reporters print and scripts read as JSON.
 *
 * Policy: plain data, safe to serialise. Offsets and lengths are bytes, absolute in the file,
 * unless a field says that they are in the archive (the decompressed payload) or in a header's
 * store. null means that the file does not have it, or that it could not be read; `problems` then
 * says why. Strings of the package are as inspected-text.ts makes them: exact, and possibly hostile.
 */
import type { FormatErrorCode, Section } from '../../native-free-parsers/bytes/format-error.ts';
import type { TypeName } from '../../native-free-parsers/header/types.ts';
import type { Compressor } from '../../native-free-parsers/payload/compressor.ts';

export interface Inspection {
  readonly kind: 'package' | 'extents';
  /** Bytes in the file. */
  readonly size: number;
  /** name-[epoch:]version-release.arch of the main header. */
  readonly nevra: string | null;
  readonly lead: LeadInspection;
  readonly signatureHeader: HeaderInspection | null;
  /** Between the two headers; a length of 0 is common. */
  readonly padding: PaddingInspection | null;
  readonly mainHeader: HeaderInspection | null;
  /** Of a package; an extents file has none. */
  readonly payload: PayloadInspection | null;
  /** Of an extents file; a package has none. */
  readonly extents: ExtentsInspection | null;
  /** Why something above is null or incomplete, in the order of the file. Empty for a sound file. */
  readonly problems: readonly InspectionProblem[];
}

export interface InspectionProblem {
  readonly code: FormatErrorCode;
  readonly section: Section;
  /** In the file; in the archive for section `cpio`. */
  readonly offset: number;
  readonly message: string;
}

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Bytes that are given whole up to 64 of them. */
export interface Blob {
  readonly length: number;
  /** The first 64 bytes at most. */
  readonly hex: string;
}

export interface LeadInspection extends Span {
  readonly major: number;
  readonly minor: number;
  /** 0 binary, 1 source. */
  readonly type: number;
  readonly archnum: number;
  readonly name: string;
  /** Whether a NUL ends the name within its 66 bytes. */
  readonly nameTerminated: boolean;
  readonly osnum: number;
  readonly signatureType: number;
  /** The 16 bytes at the end. */
  readonly reserved: string;
}

export interface PaddingInspection extends Span {
  readonly zero: boolean;
}

/** `length` is what the intro announces; the file may end earlier, and `problems` says so. */
export interface HeaderInspection extends Span {
  readonly entryCount: number;
  /** Bytes of the store. */
  readonly dataLength: number;
  readonly indexOffset: number;
  readonly storeOffset: number;
  /** null when there is none, or none that rpm accepts. */
  readonly region: RegionInspection | null;
  /** In the order of the index. */
  readonly entries: readonly EntryInspection[];
}

export interface RegionInspection {
  readonly tag: number;
  /** Entries in the region, its own tag included; the rest are dribbles. */
  readonly entryCount: number;
  /** Bytes of the store in the region, trailer included. */
  readonly dataLength: number;
  readonly trailer: TrailerInspection;
}

/** The 16 bytes that end the region's data, an index entry in form. */
export interface TrailerInspection extends Span {
  readonly storeOffset: number;
  readonly tag: number;
  readonly type: number;
  /** As it stands: minus the bytes of the region's index. */
  readonly offsetField: number;
  readonly count: number;
}

export interface EntryInspection {
  /** Where the 16 bytes of the index entry are. */
  readonly indexOffset: number;
  readonly tag: number;
  /** As this kind of header names it. */
  readonly name: string | null;
  readonly type: number;
  readonly typeName: TypeName | null;
  readonly count: number;
  /** The entry's own offset, from the start of the store. */
  readonly storeOffset: number;
  /** Where the data is in the file, and its bytes; null when the entry leads to none. */
  readonly offset: number | null;
  readonly length: number | null;
  /** null in a header without a region. */
  readonly place: 'region' | 'dribble' | null;
  readonly value: EntryValue | null;
  /** False where `value` stops early because the header holds more than 32 Mi of values. */
  readonly valueComplete: boolean;
  /** What an OpenPGP signature is, in rpm's words; null for everything else. */
  readonly signature: string | null;
}

/**
 * By type: STRING a string, BIN a blob, string arrays an array of strings, integers an array of
 * numbers (decimal strings above 2^53 - 1).
 */
export type EntryValue = string | Blob | readonly (string | number)[];

/** `length` is the compressed bytes, to the end of the file. */
export interface PayloadInspection extends Span {
  /** PAYLOADFORMAT. */
  readonly format: string | null;
  /** PAYLOADCOMPRESSOR and PAYLOADFLAGS as they stand. */
  readonly compressorTag: string | null;
  readonly flags: string | null;
  /** What rpm decompresses it with; null when the header cannot be read. */
  readonly compressor: Compressor | null;
  /** What its first bytes look like. */
  readonly sniffed: Compressor | null;
  /** Bytes of the archive as the headers declare it. */
  readonly declaredSize: number | null;
  /** Every zstd frame (of the first 100,000 frames and blocks); the first header of other formats. */
  readonly frames: readonly FrameInspection[];
  /** null when it was not decompressed: the head is unreadable, or it is no cpio archive. */
  readonly archive: ArchiveInspection | null;
}

export type FrameInspection = Span & FrameFields;

/** `length` is the header's, and that of the whole frame for `zstd` and `zstd-skippable`. */
export type FrameFields =
  | {
      readonly format: 'gzip';
      readonly mtime: number;
      readonly extraFlags: number;
      readonly os: number;
      readonly name: string | null;
      readonly comment: string | null;
    }
  | { readonly format: 'xz'; readonly check: number }
  | {
      readonly format: 'xz-block';
      readonly compressedSize: number | null;
      readonly uncompressedSize: number | null;
      readonly filters: readonly { readonly id: number; readonly properties: string }[];
      /** Of LZMA2; null when the last filter is another. */
      readonly dictionarySize: number | null;
    }
  | {
      readonly format: 'lzma';
      readonly lc: number;
      readonly lp: number;
      readonly pb: number;
      readonly dictionarySize: number;
      readonly uncompressedSize: number | null;
    }
  | { readonly format: 'bzip2'; readonly blockSize: number }
  | {
      readonly format: 'zstd';
      readonly windowSize: number;
      readonly contentSize: number | null;
      readonly checksum: boolean;
      readonly dictionaryId: number | null;
      readonly blocks: number;
    }
  | { readonly format: 'zstd-skippable' };

export interface ArchiveInspection {
  /** What decompressed it; null when it could not to the end. */
  readonly decoder: string | null;
  /** Bytes of the archive that were read: through the trailer in a sound one. */
  readonly size: number;
  /** Whether the trailer came. */
  readonly complete: boolean;
  /** What follows the trailer, which rpm never reads. */
  readonly tail: TailInspection | null;
  /** All members, trailer not counted. */
  readonly memberCount: number;
  /** In the order of the archive; at most 1,000 more than the header has files. */
  readonly members: readonly MemberInspection[];
}

export interface TailInspection {
  /** Bytes of the decompressed payload; counted up to 64 MiB. */
  readonly length: number;
  readonly zero: boolean;
}

/** Offsets are in the archive. */
export interface MemberInspection {
  readonly offset: number;
  readonly dataOffset: number;
  readonly format: 'newc' | 'crc' | 'stripped';
  /** As the archive has it; a stripped member has none. */
  readonly name: string | null;
  /** Position of its file in the header; null when there is no such file. */
  readonly fileIndex: number | null;
  /** The header's path of that file. */
  readonly path: string | null;
  /** Bytes of content that rpm reads: by the header for the files it knows. null above 2^53 - 1. */
  readonly size: number | null;
  /** The archive's own number (c_filesize); null for a stripped member. */
  readonly archiveSize: number | null;
  /** The other fields; null for a stripped member or where the field is no number. */
  readonly inode: number | null;
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly nlink: number | null;
  readonly mtime: number | null;
  readonly deviceMajor: number | null;
  readonly deviceMinor: number | null;
  readonly rdevMajor: number | null;
  readonly rdevMinor: number | null;
  readonly checksum: number | null;
}

export interface ExtentsInspection {
  /** From the end of the main header to the first section behind the contents. */
  readonly contents: Span | null;
  /** null in a file of 2021. */
  readonly checksig: ChecksigInspection | null;
  readonly table: TableInspection | null;
  readonly csum: CsumInspection | null;
  /** From the csum block to the footer. */
  readonly padding: PaddingInspection | null;
  readonly footer: FooterInspection | null;
}

export interface ChecksigInspection extends Span {
  /** 0 OK, 2 failed. */
  readonly rc: number;
  readonly text: string;
}

export interface TableInspection extends Span {
  /** Bytes of each digest. */
  readonly digestLength: number;
  /** Whether digests rise strictly, as the reflink plugin needs it. */
  readonly sorted: boolean;
  /** In the order of the table. */
  readonly records: readonly ExtentInspection[];
}

export interface ExtentInspection {
  /** Where the record is. */
  readonly recordOffset: number;
  readonly digest: string;
  /** Where the content is. */
  readonly offset: number;
  /** Regular files of the header with this digest, each with the size that the header has for it. */
  readonly files: readonly ServedFile[];
}

export interface ServedFile {
  readonly fileIndex: number;
  readonly path: string;
  /** null above 2^53 - 1. */
  readonly size: number | null;
}

export interface CsumInspection extends Span {
  /** Bytes of the package that was transcoded. */
  readonly inputLength: number;
  readonly digests: readonly { readonly name: string; readonly digest: string }[];
}

export interface FooterInspection extends Span {
  /** 2022: 32 bytes; 2021: 24 bytes, without a checksig block. */
  readonly generation: 2021 | 2022;
  /** Offsets of the sections. */
  readonly checksig: number | null;
  readonly table: number;
  readonly csum: number;
}
