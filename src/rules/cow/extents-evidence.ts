/** Evidence from the proof of an extents file. */
import type { ExtentsFacts } from '../../package/facts/facts.ts';
import type { Evidence } from '../rule.ts';

/** What the proof found under the name of this rule. */
export function* proofEvidence({ proof }: ExtentsFacts, id: string): Iterable<Evidence> {
  for (const { rule, problem, path } of proof ?? []) {
    if (rule !== id || problem === undefined) continue;
    const { section, offset, expected, found } = problem;
    const where = path === undefined ? { section, offset } : { section, offset, path };
    yield { where, expected, found };
  }
}
