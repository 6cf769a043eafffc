/** What is predicted of packages, in words that all reports of audits share. */
import type { Tally } from '../../audit/audit.ts';
import { BREAKING_VERDICTS } from '../../check/breaking-verdicts.ts';
import type { ReferenceVerdict } from '../../check/predict-reference.ts';
import type { RpmcowOutcome } from '../../check/predict-rpmcow.ts';
import type { Severity } from '../../rules/rule.ts';

/** What becomes of a package with the reference stack, or that nobody knows. */
export type Fate = ReferenceVerdict | 'unreadable';

/** To be read behind a number of packages. Worst first: what goes wrong in silence leads. */
export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  'different-tree': 'install with other files, in silence',
  'cow-accepts': 'install although plain rpm refuses them',
  'cow-fails': 'do not install with Copy-on-Write',
  'both-reject': 'install nowhere, with Copy-on-Write or without',
  'not-a-package': 'are no RPM packages',
  unreadable: 'could not be read',
  same: 'install the same files as with plain rpm',
};

export const FATES = Object.keys(FATE_WORDS) as readonly Fate[];

export const OUTCOME_WORDS: Readonly<Record<RpmcowOutcome, string>> = {
  transcoded: 'become extents files',
  adapted: 'become extents files, with something put right',
  'pass-through': 'stay as they are; what installs is copied',
  refused: 'are refused',
};

export const OUTCOMES = Object.keys(OUTCOME_WORDS) as readonly RpmcowOutcome[];

/** Gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note', 'none'];

export function fateCount(tally: Tally, fate: Fate): number {
  return fate === 'unreadable' ? tally.unreadable : tally.reference[fate];
}

/** Packages that plain rpm treats right and the reference stack does not, or the other way round. */
export function breakingCount({ reference }: Tally): number {
  return BREAKING_VERDICTS.reduce((sum, verdict) => sum + reference[verdict], 0);
}

/** Packages that install nowhere. */
export function refusedCount({ reference }: Tally): number {
  return reference['both-reject'] + reference['not-a-package'];
}
