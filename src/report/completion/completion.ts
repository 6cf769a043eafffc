/**
 * What a shell completes of a program: its verbs, their options, and the values of both.
 *
 * Policy: plain data without a word about any shell. What the scripts of the shells are made of.
 */

/** What may stand in a place of the command line. */
export type CompletedValue =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Any number of them, separated by commas. */
  | { readonly kind: 'list'; readonly words: readonly string[] }
  /** One of them, alone or with `=` and a file. */
  | { readonly kind: 'reports'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'directories' }
  /** Something that nobody can guess: a number, a URL. */
  | { readonly kind: 'unknown' };

export interface CompletedOption {
  /** `-j` and `--jobs`, or one of both, with their dashes. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Undefined where the option takes none. */
  readonly value: CompletedValue | undefined;
}

export interface CompletedVerb {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** Of every argument; undefined where the verb takes none. */
  readonly argument: CompletedValue | undefined;
}

export interface CompletedProgram {
  readonly name: string;
  /** Those that stand in the place of a verb. */
  readonly options: readonly CompletedOption[];
  readonly verbs: readonly CompletedVerb[];
}
