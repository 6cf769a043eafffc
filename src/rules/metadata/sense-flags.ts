/** Bits of dependency flags. Source: rpm 4.18 include/rpm/rpmds.h rpmsenseFlags. */

export const LESS = 1 << 1;
export const GREATER = 1 << 2;
export const EQUAL = 1 << 3;
/** All that compare versions; none of them set: any version. */
export const COMPARISONS = LESS | GREATER | EQUAL;

/** `<=`, `=` and so on; empty where the flags compare nothing. */
export function comparisonSign(flags: number): string {
  return (flags & LESS ? '<' : '') + (flags & GREATER ? '>' : '') + (flags & EQUAL ? '=' : '');
}
