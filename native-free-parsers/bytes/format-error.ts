/**
 * The one error of every parser here: the bytes do not have the format.
 *
 * Policy: a parser either returns a value or throws a FormatError. It says what kind of trouble
 * (code), in which part of the file (section), where (absolute byte offset), what the format asks
 * for and what is there instead. Odd but readable input is never an error; faults of the machine
 * (a read that fails) pass through untouched.
 */

/**
 * The parts of an RPM or extents file, as findings and errors name them; `repository` is what metadata
 * says of a whole package file, and that metadata itself.
 */
export type Section =
  | 'lead'
  | 'signature-header'
  | 'main-header'
  | 'payload'
  | 'cpio'
  | 'extents'
  | 'checksig'
  | 'table'
  | 'csum'
  | 'footer'
  | 'repository';

/**
 * Stable codes, for scripts:
 * TRUNCATED the input ends too early; BAD_MAGIC fixed bytes differ; OUT_OF_RANGE a number is
 * outside what the format or rpm allows; BAD_ENTRY a header index entry is unusable; BAD_REGION
 * the immutable region is broken; BAD_VALUE a value has the wrong type, count or spelling;
 * CORRUPT compressed data does not decode; UNSUPPORTED readable in principle, but not here.
 */
export type FormatErrorCode =
  | 'TRUNCATED'
  | 'BAD_MAGIC'
  | 'OUT_OF_RANGE'
  | 'BAD_ENTRY'
  | 'BAD_REGION'
  | 'BAD_VALUE'
  | 'CORRUPT'
  | 'UNSUPPORTED';

/** Which check failed, where several share section and code. */
export type Defect =
  | 'version'
  | 'signature-type'
  | 'tag-count'
  | 'data-size'
  | 'padding-length'
  | 'no-tags'
  | 'region-tag'
  | 'region-offset'
  | 'region-trailer'
  | 'region-size'
  | 'region-not-exact'
  | 'count-zero'
  | 'array-limit'
  | 'tag-type'
  | 'data-after-trailer'
  | 'load'
  | 'wrong-type'
  | 'legacy-in-main'
  | 'array-length'
  | 'array-type'
  | 'dirindex-range'
  | 'memory'
  | 'expansion'
  | 'trailer-missing'
  | 'missing-file'
  | 'not-in-header'
  | 'duplicate-entry'
  | 'ghost-stripped'
  | 'link-interleaved'
  | 'link-order'
  | 'link-target-short';

export interface FormatProblem {
  readonly code: FormatErrorCode;
  readonly defect?: Defect;
  readonly section: Section;
  /** The header tag it is about, as it stands in the file. */
  readonly tag?: number;
  /** Absolute byte offset in the file (in the decompressed archive for section `cpio`). */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  /** What stock rpm 4.18 prints for it, where rpm has a message of its own. */
  readonly rpmSays?: string;
}

/** A problem in a sentence, with what rpm says of it. */
export function problemText(problem: FormatProblem): string {
  const { rpmSays } = problem;
  return rpmSays === undefined ? ownText(problem) : `${ownText(problem)} (rpm says: ${rpmSays})`;
}

function ownText({ section, offset, expected, found }: FormatProblem): string {
  return `${section} at offset ${offset}: expected ${expected}, found ${found}`;
}

/** Thrown for unreadable input. Its fields are plain data: copy them with {@link problem}. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code: FormatErrorCode;
  readonly section: Section;
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  readonly rpmSays: string | undefined;
  /** The same as a plain record: only those cross a worker, JSON or SQLite boundary. */
  readonly problem: FormatProblem;

  constructor(problem: FormatProblem) {
    super(ownText(problem));
    this.code = problem.code;
    this.section = problem.section;
    this.offset = problem.offset;
    this.expected = problem.expected;
    this.found = problem.found;
    this.rpmSays = problem.rpmSays;
    this.problem = problem;
  }
}
