/**
 * Which rules can find anything in a file: those whose parts it has, and of what is rare, that.
 *
 * Policy: files are of few kinds, by what they have; the rules that apply to a kind are picked once.
 */
import type { PackageFacts } from '../package/facts/facts.ts';
import { RARITIES, type Rarity } from './rarities.ts';
import type { Need, Rule } from './rule.ts';

type Question = (facts: PackageFacts) => boolean;

const PARTS: Readonly<Record<Need, Question>> = {
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

const QUESTIONS: readonly Question[] = [...Object.values(PARTS), ...Object.values(RARITIES)];
/** Of each question its bit. */
const BITS = Object.fromEntries(
  [...Object.keys(PARTS), ...Object.keys(RARITIES)].map((name, i) => [name, 1 << i]),
) as Readonly<Record<Need | Rarity, number>>;

/** What has been picked from each list of rules, by the bits of {@link kindOf}. */
const picked = new WeakMap<readonly Rule[], Map<number, readonly Rule[]>>();

/** Those of `rules` that can find something, in their order. */
export function applicableRules(facts: PackageFacts, rules: readonly Rule[]): readonly Rule[] {
  const kinds = picked.get(rules) ?? new Map<number, readonly Rule[]>();
  const kind = kindOf(facts);
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const applicable = pick(rules, kind);
  picked.set(rules, kinds.set(kind, applicable));
  return applicable;
}

/** A bit for each question that is answered with yes. */
function kindOf(facts: PackageFacts): number {
  let kind = 0;
  for (let i = 0; i < QUESTIONS.length; i++) if (QUESTIONS[i]!(facts)) kind |= 1 << i;
  return kind;
}

function pick(rules: readonly Rule[], kind: number): readonly Rule[] {
  return rules.filter(({ needs, among }) => {
    const asked = BITS[needs] | (among === undefined ? 0 : BITS[among]);
    return (kind & asked) === asked;
  });
}

/** The parts of a file that its facts have; rules that need another one do not run. */
export function examinedParts(facts: PackageFacts): readonly Need[] {
  return NEEDS.filter((need) => PARTS[need](facts));
}

const NEEDS = Object.keys(PARTS) as readonly Need[];
