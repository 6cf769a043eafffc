/**
 * What the page knows of the packages, as it is embedded.
 *
 * Policy: columns instead of records, and each text once: most packages share nearly all that there is
 * to say of them. All texts are printable. An index of -1 means that there is nothing.
 */

/** Worst first; the page sorts by the place in these lists. */
export interface PageLists {
  /** What becomes of a package with the reference stack. */
  readonly fates: readonly string[];
  /** What rpmcow makes of it. */
  readonly outcomes: readonly string[];
  readonly severities: readonly string[];
}

export interface PageRule {
  readonly id: string;
  readonly what: string;
  readonly fix: string;
}

/** Places in `rules`, `severities` and, for the others, `texts`. */
export type PageFinding = readonly [
  rule: number,
  severity: number,
  message: number,
  place: number,
  expected: number,
  found: number,
  rpmSays: number,
];

/** A number a package each. */
export interface PageColumns {
  /** Places in `texts`. */
  readonly repository: readonly number[];
  /** Of the location: up to and with the last slash. */
  readonly directory: readonly number[];
  /** -1: the file name without `.rpm`. -2: none. */
  readonly nevra: readonly number[];
  readonly vendor: readonly number[];
  readonly builder: readonly number[];
  readonly service: readonly number[];
  readonly packager: readonly number[];
  readonly evidence: readonly number[];
  readonly because: readonly number[];
  readonly trouble: readonly number[];
  /** Bytes. */
  readonly size: readonly number[];
  /** Bytes of the extents file with blocks of 4 KiB. */
  readonly extents: readonly number[];
  /** Places in the lists. */
  readonly fate: readonly number[];
  readonly outcome: readonly number[];
  readonly severity: readonly number[];
  /** 0: the payload may say otherwise; 1: certain; 2: nothing is known. */
  readonly certain: readonly number[];
  /** 1: the payload was read. */
  readonly payload: readonly number[];
  /** Place in `findingLists`. */
  readonly findings: readonly number[];
  /** Findings that are not in the list. */
  readonly omitted: readonly number[];
}

export interface PageData extends PageLists {
  readonly texts: readonly string[];
  readonly rules: readonly PageRule[];
  readonly findings: readonly PageFinding[];
  /** Places in `findings`. */
  readonly findingLists: readonly (readonly number[])[];
  readonly columns: PageColumns;
  /** Of the location: behind the last slash. */
  readonly fileNames: readonly string[];
  /** `sha256:…`; empty where there is none. */
  readonly checksums: readonly string[];
}
