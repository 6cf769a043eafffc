/**
 * Runs rules over the facts of one file.
 *
 * Policy: a rule runs when what it needs is there, and what it looks for can be there. Each names its first places one by one and only
 * counts the others, so that a package of many files with one habit stays readable.
 */
import type { PackageFacts } from '../package/facts/facts.ts';
import { raritiesOf } from './rarities.ts';
import type { Evidence, Need, Rule, Severities } from './rule.ts';

/** Findings of one rule in one file before the rest is only counted. */
export const MOST_FINDINGS = 20;

/** One place of one defect: plain data, ready to be printed, stored or sent. */
export interface Finding extends Evidence {
  readonly rule: string;
  readonly severity: Severities;
  readonly alsoBreaksPlainInstall: boolean;
  readonly message: string;
}

export interface Findings {
  /** By rule, in the catalogue's order; of one rule in the file's order. */
  readonly findings: readonly Finding[];
  /** How many more places each rule found. */
  readonly omitted: ReadonlyMap<string, number>;
}

/** @param most findings of one rule that are named one by one. */
export function runRules(
  facts: PackageFacts,
  rules: readonly Rule[],
  most: number = MOST_FINDINGS,
): Findings {
  const findings: Finding[] = [];
  const omitted = new Map<string, number>();
  const there = new Set(examinedParts(facts));
  const rarities = raritiesOf(facts);
  for (const rule of rules) {
    if (!there.has(rule.needs)) continue;
    if (rule.among !== undefined && !rarities[rule.among]) continue;
    let count = 0;
    for (const evidence of rule.check(facts as never)) {
      count++;
      if (count <= most) findings.push(findingOf(rule, evidence));
    }
    if (count > most) omitted.set(rule.id, count - most);
  }
  return { findings, omitted };
}

/** The parts of a file that its facts have; rules that need another one do not run. */
export function examinedParts(facts: PackageFacts): readonly Need[] {
  return (Object.keys(isThere) as Need[]).filter((need) => isThere[need](facts));
}

const isThere: Readonly<Record<Need, (facts: PackageFacts) => boolean>> = {
  file: () => true,
  lead: ({ lead }) => lead !== undefined,
  signature: ({ signature }) => signature !== undefined,
  headers: ({ head }) => head !== undefined,
  files: ({ pkg }) => pkg !== undefined,
  payload: ({ pkg, payload }) => pkg !== undefined && payload !== undefined,
  extents: ({ extents }) => extents !== undefined,
  listing: ({ listing }) => listing !== undefined,
  'listed-headers': ({ listing, head }) => listing !== undefined && head !== undefined,
  'listed-file': ({ listedDigest }) => listedDigest !== undefined,
};

function findingOf(rule: Rule, evidence: Evidence): Finding {
  const { id, severity, alsoBreaksPlainInstall } = rule;
  const message = rule.message(evidence);
  return { rule: id, severity, alsoBreaksPlainInstall, message, ...evidence };
}
