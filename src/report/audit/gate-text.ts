/** What keeps a gate shut, for people. Policy: pure; long lists are cut and the rest counted. */
import type { GateFailure } from '../../audit/gate.ts';
import { shownPath } from '../shown-path.ts';
import { many } from './amount-text.ts';
import { findingWords } from './compare-words.ts';
import { printable } from './printable.ts';

/** Packages that are told one by one. */
const MOST_TOLD = 20;

/** Lines, each with its end; one that says so where nothing is in the way. */
export function gateLines(failures: readonly GateFailure[]): string[] {
  if (failures.length === 0) return ['the gate is open\n'];
  const more = failures.length - MOST_TOLD;
  return [
    `the gate is shut: ${many(failures.length, 'package')} in the way\n`,
    ...failures.slice(0, MOST_TOLD).map(({ nevra, location, repository, verdict, findings }) => {
      const why = [...(verdict === undefined ? [] : [verdict]), ...findingWords(findings)];
      const name = nevra ?? shownPath(location);
      return `  ${printable(name)} (${printable(repository)}): ${why.join(', ')}\n`;
    }),
    ...(more > 0 ? [`  and ${more} more\n`] : []),
  ];
}
