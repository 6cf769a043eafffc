/** What a run of the benchmarks yields: plain data, as it stands in the JSON file. */

import type { Machine } from './machine.ts';

/** What is measured of a command. Times in seconds, all else in bytes. */
export const MEASURES = [
  'wall',
  'settled',
  'processor',
  'user',
  'system',
  'peakMemory',
  'written',
  'growth',
  'exclusive',
  'shared',
] as const;

export type Measure = (typeof MEASURES)[number];

/** What each measure is, for readers of the reports. */
export const MEASURE_TEXT: Record<Measure, string> = {
  wall: 'start to end of the command',
  settled: 'the same and the syncfs(2) after it: until everything is on the disk',
  processor: 'processor time of all processes of the command, in steps of 10 ms',
  user: 'processor time outside the kernel',
  system: 'processor time in the kernel',
  peakMemory: 'resident memory of the largest process of the command',
  written: 'bytes the block device was given, up to the end of the sync',
  growth: 'free space of the file system before, less that after the sync',
  exclusive: 'bytes of the written files that no other file shares (btrfs filesystem du)',
  shared: 'bytes of the written files that other files share, too (btrfs filesystem du)',
};

/** One run of one command; null is what could not be measured there. */
export type Sample = Readonly<Record<Measure, number | null>>;

export interface ContestantResult {
  readonly name: string;
  /** The shell command, with variables for paths. */
  readonly command: string;
  readonly warm: readonly Sample[];
  /** Empty where caches could not be dropped. */
  readonly cold: readonly Sample[];
}

/** The first contestant is rpmcow, the others are its peers; sample i of each is of round i. */
export interface CaseResult {
  readonly name: string;
  readonly family: string;
  readonly what: string;
  /** Where results went: the name of a place, or `-` for nowhere. */
  readonly place: string;
  readonly package: string;
  readonly contestants: readonly ContestantResult[];
}

/** Something that was not measured. Failures are what should have worked. */
export interface Omission {
  /** `case@place`, with the contestant's name behind it unless all of the case is meant. */
  readonly what: string;
  readonly reason: string;
}

export interface PackageFacts {
  readonly name: string;
  readonly what: string;
  readonly compressor: string;
  readonly files: number;
  /** Bytes of all regular files. */
  readonly contentSize: number;
  /** Bytes of the package file. */
  readonly size: number;
  /** See content-digest.ts. */
  readonly digest: string;
}

export interface PlaceFacts {
  readonly name: string;
  readonly fileSystem: string;
  /** Mount options. */
  readonly options: string;
  /** Whether it is a loop volume made for this run. */
  readonly ownVolume: boolean;
  readonly reflink: boolean;
}

export interface Results {
  readonly started: string;
  /** Null while the run is under way, and for ever when it was interrupted. */
  readonly finished: string | null;
  readonly quick: boolean;
  /** The command line that repeats the run. */
  readonly repeat: string;
  readonly machine: Machine;
  readonly places: readonly PlaceFacts[];
  readonly packages: readonly PackageFacts[];
  readonly cases: readonly CaseResult[];
  readonly skipped: readonly Omission[];
  readonly failed: readonly Omission[];
}

/** The name by which a case in a place is selected and reported. */
export function caseId(name: string, place: string): string {
  return place === '-' ? name : `${name}@${place}`;
}
