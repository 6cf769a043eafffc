/** What becomes of packages, as parts of a bar and as lines of a legend. */
import type { Tally } from '../../../audit/audit.ts';
import { grouped } from '../amount-text.ts';
import { FATES, fateCount, OUTCOMES } from '../prediction-words.ts';
import type { BarPart } from './bar.ts';

export type NamedPart = BarPart & { readonly name: string };

/** With the reference stack. */
export function fateParts(tally: Tally): NamedPart[] {
  return FATES.map((fate) => part(fate, fateCount(tally, fate)));
}

/** With rpmcow. */
export function outcomeParts({ rpmcow }: Tally): NamedPart[] {
  return OUTCOMES.map((outcome) => part(outcome, rpmcow[outcome]));
}

function part(name: string, count: number): NamedPart {
  return { name, count, look: name, title: `${name}: ${grouped(count)}` };
}
