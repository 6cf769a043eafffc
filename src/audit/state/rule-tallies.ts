/** Findings counted by their rules. */
import type { CheckRecord } from '../../check/check-record.ts';
import { gravest } from '../../check/severity.ts';
import type { RuleTally } from '../audit.ts';
import { TALLY_TARGETS } from './tally-counter.ts';

type Counted = { -readonly [P in keyof RuleTally]: RuleTally[P] };

export class RuleTallies {
  readonly #tallies = new Map<string, Counted>();

  add({ findings, omitted }: CheckRecord): void {
    const seen = new Set<string>();
    for (const { rule, severity } of findings) {
      const weight = gravest(severity, TALLY_TARGETS);
      const tally = this.#tallies.get(rule) ?? { rule, severity: weight, packages: 0, findings: 0 };
      this.#tallies.set(rule, tally);
      tally.findings++;
      if (seen.has(rule)) continue;
      seen.add(rule);
      tally.packages++;
      tally.findings += omitted[rule] ?? 0;
    }
  }

  result(): readonly RuleTally[] {
    return [...this.#tallies.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  }
}
