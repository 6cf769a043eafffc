/**
 * What a rule is: one defect, with its name, its weight, its reasons and its check.
 *
 * Policy: a rule is data and two pure functions. It reads no file, formats nothing but its own
 * message and knows no other rule; how findings are counted, filtered and printed is decided
 * elsewhere. Its id names the defect, so that `ignore <id>` reads well, and never changes meaning.
 */
import type { Section } from '../../native-free-parsers/bytes/format-error.ts';
import type { ExtentsFacts, PackageFacts, PayloadFacts } from '../package/facts/facts.ts';
import type { Rarity } from './rarities.ts';

/** What a defect is to a target; `none`: nothing. */
export type Severity = 'error' | 'warning' | 'note' | 'none';

export interface Severities {
  /** To the reference transcoder: does a complete and right extents file come out? */
  readonly transcode: Severity;
  /** To installing the result on a Copy-on-Write host. */
  readonly install: Severity;
  /** To the format's specification alone. */
  readonly spec: Severity;
}

/** Facts by what a rule needs of them; what is named here is there when the check is called. */
export interface FactsFor {
  /** Any file at all. */
  readonly file: PackageFacts;
  readonly lead: With<'lead'>;
  /** A readable signature header. */
  readonly signature: With<'lead' | 'signature'>;
  /** Both headers readable, whatever they say. */
  readonly headers: With<'lead' | 'signature' | 'head'>;
  /** Headers and file list that rpm can load. */
  readonly files: With<'lead' | 'signature' | 'head' | 'pkg'>;
  /** The payload too: not with --headers-only. */
  readonly payload: With<'lead' | 'signature' | 'head' | 'pkg'> & {
    readonly payload: PayloadFacts;
  };
  /** An extents file. */
  readonly extents: With<'extents'> & { readonly extents: ExtentsFacts };
  /** A file that the metadata of a repository lists. */
  readonly listing: With<'listing'>;
  /** That, with both headers readable. */
  readonly 'listed-headers': With<'listing' | 'lead' | 'signature' | 'head'>;
  /** That, read to its end: not with --headers-only. */
  readonly 'listed-file': With<'listing' | 'listedDigest'>;
}

type With<Part extends keyof PackageFacts> = PackageFacts & {
  readonly [P in Part]-?: NonNullable<PackageFacts[P]>;
};

export type Need = keyof FactsFor;

/** One place where the defect shows: plain data. */
export interface Evidence {
  readonly where: Where;
  /** Short phrases without a full stop; names from the package already made safe to print. */
  readonly expected: string;
  readonly found: string;
  /** What rpm prints for it, where it depends on the case. */
  readonly rpmSays?: string;
}

export interface Where {
  readonly section: Section;
  /** Absolute byte offset in the file; in the decompressed archive for section `cpio`. */
  readonly offset: number;
  /** Bytes concerned, where that is known. */
  readonly length?: number;
  readonly tag?: number;
  /** The file of the package that it is about, made safe to print. */
  readonly path?: string;
}

/** Which versions of rpm the rule concerns: `since` included, `before` excluded. */
export interface RpmVersions {
  readonly since?: string;
  readonly before?: string;
  /** What it is to installing there; in other versions nothing. */
  readonly install: Severity;
  /** The change in rpm, for people: `signature headers over 8 KiB are refused`. */
  readonly what: string;
}

export interface RuleDoc {
  /** One sentence: the defect. */
  readonly what: string;
  /** Why it matters: what breaks, where and how. */
  readonly why: string;
  /** What the one who builds or signs the package should do. */
  readonly fix: string;
  /** Specification sections, rpm source files with functions, public issues. */
  readonly sources: readonly string[];
}

export interface Rule<N extends Need = Need> {
  readonly id: string;
  readonly needs: N;
  /** Where all is that the rule can find, if that is something few packages have (rarities.ts). */
  readonly among?: Rarity | undefined;
  readonly severity: Severities;
  /** Whether a plain install without Copy-on-Write fails or goes wrong as well. */
  readonly alsoBreaksPlainInstall: boolean;
  /** Where it depends on the version of rpm; empty where all treat it alike. */
  readonly rpmVersions: readonly RpmVersions[];
  readonly doc: RuleDoc;
  /** Every place of the defect, in the order of the file. */
  readonly check: (facts: FactsFor[N]) => Iterable<Evidence>;
  /** One sentence without a full stop: the defect as it shows here. */
  readonly message: (evidence: Evidence) => string;
  /** Packages of the corpus: on the first it fires, on the others it stays silent. */
  readonly examples: { readonly fires: readonly string[]; readonly silent: readonly string[] };
}

/** Gives `check` the type of its facts, and all rules one shape: V8 reads them all at one place. */
export function rule<N extends Need>(definition: Rule<N>): Rule {
  const { id, needs, among, severity, alsoBreaksPlainInstall, rpmVersions } = definition;
  const { doc, message, examples } = definition;
  const check = definition.check as Rule['check'];
  const weight = { severity, alsoBreaksPlainInstall, rpmVersions };
  return { id, needs, among, ...weight, doc, check, message, examples };
}
