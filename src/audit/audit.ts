/**
 * An audit as reports get it: the summary in memory, the packages as a stream from the state.
 *
 * Policy: types only, plain data. Nothing depends on when, how often interrupted or by how many
 * workers the audit ran, so two runs over the same repositories give the same report.
 */
import type { CheckRecord } from '../check/check-record.ts';
import type { ReferenceVerdict } from '../check/predict-reference.ts';
import type { RpmcowOutcome } from '../check/predict-rpmcow.ts';
import type { Severity } from '../rules/rule.ts';

/** `auto`: headers, and the payload of what they leave open. */
export type Depth = 'headers' | 'payload' | 'auto';

export interface Audit {
  readonly depth: Depth;
  /** Which rules judged, and how: changes when any of them does. */
  readonly ruleSet: string;
  /** Of all repositories together. */
  readonly total: Tally;
  /** In the order they were given. */
  readonly repositories: readonly RepositorySummary[];
  /** Largest first. `none` is said by an empty name. */
  readonly vendors: readonly NamedTally[];
  readonly builders: readonly NamedTally[];
  /** Of findings, by id. */
  readonly rules: readonly RuleTally[];
  readonly contents: SharedContents;
  /** All packages, by repository in the order given, then by location. Can be iterated again. */
  packages(): Iterable<AuditedPackage>;
}

export interface RepositorySummary {
  readonly id: string;
  readonly origin: string;
  readonly revision: string | null;
  readonly tally: Tally;
  /** What went wrong with the repository itself: metadata that lies, ends early, cannot be had. */
  readonly troubles: readonly string[];
}

export interface NamedTally {
  readonly name: string;
  readonly tally: Tally;
}

export interface Tally {
  readonly packages: number;
  /** Packages nothing could be said of: not fetched, not readable. */
  readonly unreadable: number;
  readonly reference: Readonly<Record<ReferenceVerdict, number>>;
  readonly rpmcow: Readonly<Record<RpmcowOutcome, number>>;
  /** Packages whose prediction the payload, which was not read, may change. */
  readonly uncertain: number;
  /** Packages by their gravest finding, for the targets transcode and install. */
  readonly gravest: Readonly<Record<Severity, number>>;
  readonly costs: Costs;
}

/** Bytes. `extents` and what follows: of the packages that have an extents file. */
export interface Costs {
  /** Of all package files. */
  readonly packageBytes: number;
  /** Of the packages that have an extents file. */
  readonly transcodableBytes: number;
  /** Of their extents files, by block size; 4096 is the first. */
  readonly extentsBytes: readonly { readonly blockSize: number; readonly bytes: number }[];
  /** Contents that are cloned instead of written at an install: what Copy-on-Write saves. */
  readonly clonedBytes: number;
  /** Of that: contents a package has more than once. */
  readonly duplicateBytes: number;
}

export interface RuleTally {
  readonly rule: string;
  /** The graver of transcode and install. */
  readonly severity: Severity;
  readonly packages: number;
  readonly findings: number;
}

/** Contents that several packages have, by the digests in their headers. */
export interface SharedContents {
  readonly contents: number;
  readonly bytes: number;
  /** What is left when each is counted once. */
  readonly distinctContents: number;
  readonly distinctBytes: number;
  /** 1 where every content was counted; else the share of them that stands for all. */
  readonly sampled: number;
}

export interface AuditedPackage {
  readonly repository: string;
  readonly location: string;
  /** `<algorithm>:<hex>`; null where neither metadata nor a read of the file gave one. */
  readonly checksum: string | null;
  /** How far it was read. */
  readonly depth: 'headers' | 'payload';
  /** The 66-byte name of its lead, up to the first NUL, which deny lists are matched against. */
  readonly leadName: string | null;
  /** As `check` says it, path being the location; null where nothing could be read. */
  readonly record: CheckRecord | null;
  /** Why nothing, or not all, could be read. */
  readonly trouble: { readonly code: string; readonly message: string } | null;
}
