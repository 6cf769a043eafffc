/** Evidence from what a parser found wrong, above all from what keeps rpm from reading a package. */
import type { FormatProblem } from '../../native-free-parsers/bytes/format-error.ts';
import type { PackageFacts } from '../package/facts/facts.ts';
import { troubleRule } from '../package/trouble-rule.ts';
import type { Evidence } from './rule.ts';

const NOTHING: readonly Evidence[] = [];

/** The trouble that reading the package met, if it is the defect of this rule. */
export function troubleEvidence({ trouble }: PackageFacts, id: string): readonly Evidence[] {
  return problemEvidence(trouble, id);
}

/** The same for a problem that is found without reading on. */
export function problemEvidence(
  problem: FormatProblem | undefined,
  id: string,
): readonly Evidence[] {
  if (problem === undefined || troubleRule(problem) !== id) return NOTHING;
  const { section, offset, tag, expected, found, rpmSays } = problem;
  const where = tag === undefined ? { section, offset } : { section, offset, tag };
  const evidence = { where, expected, found };
  return [rpmSays === undefined ? evidence : { ...evidence, rpmSays }];
}
