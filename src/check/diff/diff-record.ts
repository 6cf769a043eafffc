/**
 * What a comparison of two packages says: plain records, as the command line's JSON has them.
 *
 * Policy: as check-record.ts: strings of the packages are made safe to print, long values are
 * shortened, and what does not apply is null. Lists are complete.
 */
import type { FileType } from '../../../native-free-parsers/files.ts';
import type { TypeName } from '../../../native-free-parsers/header/types.ts';
import type { CheckFinding, CheckPrediction } from '../check-record.ts';

export interface DiffRecord {
  readonly old: DiffSide;
  readonly new: DiffSide;
  /** Whether both are the same package in two versions; null where a name cannot be read. */
  readonly sameName: boolean | null;
  readonly sizes: DiffSizes;
  readonly findings: FindingsDiff;
  /** What needs both heads: null where rpm cannot load one of them. */
  readonly contents: SharedContents | null;
  readonly tags: readonly TagChange[] | null;
  readonly files: FilesDiff | null;
  readonly dependencies: DependenciesDiff | null;
}

/** One of the two files. */
export interface DiffSide {
  /** As it was named; `-` for standard input. */
  readonly path: string;
  readonly kind: 'package' | 'extents';
  /** name-[epoch:]version-release.arch; null where rpm cannot load the headers. */
  readonly nevra: string | null;
  readonly builder: string | null;
  /** Of the whole file; null where only its headers were read. */
  readonly sha256: string | null;
  /** Bytes of the file. */
  readonly size: number;
  /** Of an extents file: for the package that it was made of. */
  readonly prediction: CheckPrediction;
}

/** Bytes in the old and the new one; null where that cannot be told. */
export interface SizePair {
  readonly old: number | null;
  readonly new: number | null;
}

export interface DiffSizes {
  /** Of an extents file: the package that it was made of, as it says. */
  readonly package: SizePair;
  /** Uncompressed; of a hard-link set once. */
  readonly contents: SizePair;
  /** With blocks of 4 KiB, as estimated from the header. */
  readonly extents: SizePair;
}

/** What `transcode --reuse` of the new one clones where the old one's extents file is. */
export interface SharedContents extends ContentSum {
  /** All that the new one's extents file stores; empty contents take no place. */
  readonly stored: ContentSum;
  readonly nothingBecause: NothingShared | null;
}

export interface ContentSum {
  readonly contents: number;
  readonly bytes: number;
}

/** Why nothing at all can be shared, whatever the contents are. */
export type NothingShared =
  /** Transcoding leaves it as it is. */
  | 'old-not-transcoded'
  | 'new-not-transcoded'
  /** MD5 or SHA-1: contents with the same digest may differ. */
  | 'weak-digests'
  | 'different-digests';

export interface FindingsDiff {
  /** In the new one only. */
  readonly new: readonly CheckFinding[];
  /** In the old one only, although the new one was looked at for them. */
  readonly fixed: readonly CheckFinding[];
  /** In the old one; whether they are in the new one could not be looked at. */
  readonly unknown: readonly CheckFinding[];
  /** How many are in both. */
  readonly same: number;
}

export interface TagChange {
  readonly header: 'signature' | 'main';
  readonly tag: number;
  /** As this header names it. */
  readonly name: string | null;
  readonly change: 'added' | 'removed' | 'changed';
  /** null where it was added. */
  readonly old: TagValue | null;
  /** null where it was removed. */
  readonly new: TagValue | null;
}

export interface TagValue {
  readonly type: TypeName | null;
  /** Elements. */
  readonly count: number;
  /** From shortly before the first difference on, shortened. */
  readonly text: string;
}

export interface FilesDiff {
  readonly added: readonly FileState[];
  readonly removed: readonly FileState[];
  readonly changed: readonly FileChange[];
  /** How many are the same in all that is compared. */
  readonly same: number;
  /** False where the digests are of two algorithms, and only sizes tell contents apart. */
  readonly digestsCompared: boolean;
}

export interface FileChange {
  readonly path: string;
  readonly changed: readonly FileAttribute[];
  readonly old: FileState;
  readonly new: FileState;
}

export type FileAttribute = Exclude<keyof FileState, 'path' | 'type'>;

/** What is compared of a file; null where files of its type have no such thing. */
export interface FileState {
  readonly path: string;
  readonly type: FileType;
  /** With the bits of the type. */
  readonly mode: number;
  readonly user: string;
  readonly group: string;
  /** Bytes of a regular file. */
  readonly size: number | null;
  /** Of a regular file, in hexadecimal; null also where the package has no digests that count. */
  readonly digest: string | null;
  /** Of a symlink. */
  readonly linkTo: string | null;
  /** Of a device. */
  readonly rdev: number | null;
  readonly capabilities: string;
  /** RPMFILE_*: configuration, documentation, ghost and so on. */
  readonly flags: number;
}

export interface DependenciesDiff {
  readonly added: readonly Dependency[];
  readonly removed: readonly Dependency[];
  readonly same: number;
}

export interface Dependency {
  readonly kind: DependencyKind;
  /** As in a spec file: `glibc >= 2.34`. */
  readonly text: string;
}

export type DependencyKind =
  | 'requires'
  | 'provides'
  | 'conflicts'
  | 'obsoletes'
  | 'recommends'
  | 'suggests'
  | 'supplements'
  | 'enhances'
  | 'order';
