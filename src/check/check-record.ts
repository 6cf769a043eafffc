/**
 * What a check says of one file: plain records, as the command line's JSON has them.
 *
 * Policy: names and other strings of the package are already made safe to print; nothing here is
 * an Error, a Map or bytes, so a record crosses threads and JSON unchanged.
 */
import type { Unreadable } from '../package/unreadable.ts';
import type { Need, Severities, Where } from '../rules/rule.ts';
import type { CheckSignature } from './check-signature.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { ReferenceVerdict } from './predict-reference.ts';
import type { RpmcowOutcome } from './predict-rpmcow.ts';

export interface CheckRecord {
  /** As the file was named by whoever asked; `-` for standard input. */
  readonly path: string;
  /** name-[epoch:]version-release.arch; null where rpm cannot load the headers. */
  readonly nevra: string | null;
  /** `rpmbuild 4.18.0`; null where nothing tells. */
  readonly builder: string | null;
  /** Of the whole file; null where only its headers were read. */
  readonly sha256: string | null;
  /** Bytes of the file. */
  readonly size: number;
  readonly prediction: CheckPrediction;
  /** What could be looked at; rules that need another part did not run. */
  readonly examined: readonly Need[];
  /** Of the signature header, each with what it is worth. */
  readonly signatures: readonly CheckSignature[];
  readonly findings: readonly CheckFinding[];
  /** By rule: places that are not in `findings`, of rules that found very many. */
  readonly omitted: Readonly<Record<string, number>>;
  /** Where it comes from, and how that shows; null where the headers cannot be read. */
  readonly fingerprint: FingerprintRecord | null;
  /** Where it was asked for; null for what has no extents file. */
  readonly estimate?: Estimate | null;
}

/** As Fingerprint, with null for what the package does not say; signatures have their own place. */
export interface FingerprintRecord {
  readonly service: string | null;
  readonly host: string | null;
  readonly vendor: string | null;
  readonly packager: string | null;
  readonly distribution: string | null;
  readonly evidence: Fingerprint['evidence'];
}

export interface CheckPrediction {
  /** What the reference transcoder and a Copy-on-Write install of its output come to. */
  readonly reference: ReferenceVerdict;
  /** What `rpmcow transcode` does. */
  readonly rpmcow: RpmcowOutcome;
  /** The rules that decide either, each once. */
  readonly because: readonly string[];
  /** False where the payload, which was not read, may decide otherwise. */
  readonly certain: boolean;
}

export interface CheckFinding {
  readonly rule: string;
  /** `install` as of the version of rpm that was asked for. */
  readonly severity: Severities;
  readonly alsoBreaksPlainInstall: boolean;
  readonly message: string;
  readonly where: CheckPlace;
  readonly expected: string;
  readonly found: string;
  readonly rpmSays: string | null;
  /** There where an entry of the configuration says that it is known and accepted. */
  readonly ignored?: { readonly reason: string };
  /** There where the baseline has it. */
  readonly baseline?: true;
  /** The bytes there; only where a report wants to show them. */
  readonly excerpt?: Excerpt;
}

/** As Where of rules, with null for what does not apply. */
export interface CheckPlace {
  readonly section: Where['section'];
  readonly offset: number;
  readonly length: number | null;
  readonly tag: number | null;
  readonly path: string | null;
}

/** Bytes of the file around a finding. */
export interface Excerpt {
  readonly offset: number;
  /** In hexadecimal. */
  readonly hex: string;
}

/** The extents file that a transcoder would make, aligned to `blockSize`. */
export interface Estimate extends BlockEstimate {
  /** Contents stored, each once; empty ones take no place. */
  readonly extents: number;
  /** Bytes of contents that files share, and that are stored once. */
  readonly duplicates: number;
  /** The same for every page size in use. */
  readonly perBlockSize: readonly BlockEstimate[];
}

export interface BlockEstimate {
  readonly blockSize: number;
  /** Bytes of the extents file. */
  readonly extentsSize: number;
  /** Extents file by package. */
  readonly growth: number;
  /** Bytes of the extents file that only align. */
  readonly padding: number;
}

/** What came of one file. */
export type CheckResult =
  | { readonly kind: 'checked'; readonly record: CheckRecord }
  /** Read as far as it goes, which is not even its headers. */
  | { readonly kind: 'cut'; readonly record: CheckRecord; readonly unreadable: Unreadable }
  | { readonly kind: 'unreadable'; readonly unreadable: Unreadable };
