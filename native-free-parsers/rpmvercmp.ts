/**
 * How rpm orders version strings.
 *
 * Policy: exactly rpm's order, oddities included; any two strings compare. Runs of digits, runs of
 * ASCII letters, tildes and carets count; everything else only separates them.
 * Source: rpmio/rpmvercmp.c of rpm 4.18, docs/manual/dependencies.md.
 */

const SEGMENTS = /[0-9]+|[A-Za-z]+|[~^]/g;

/** -1 where `a` is older than `b`, 1 where it is newer, 0 where rpm sees no difference. */
export function rpmvercmp(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const ours = a.match(SEGMENTS) ?? [];
  const theirs = b.match(SEGMENTS) ?? [];
  for (let i = 0; i < ours.length || i < theirs.length; i++) {
    const order = compareSegments(ours[i], theirs[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Undefined is the end of a version: above a tilde, below everything else. */
function compareSegments(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === '~') return -1;
  if (b === '~') return 1;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (a === '^') return -1;
  if (b === '^') return 1;
  if (isNumeric(a) !== isNumeric(b)) return isNumeric(a) ? 1 : -1;
  return isNumeric(a) ? compareNumbers(a, b) : compareText(a, b);
}

/** Of any length, so compared as text: more digits win. */
function compareNumbers(a: string, b: string): -1 | 0 | 1 {
  const ours = withoutLeadingZeros(a);
  const theirs = withoutLeadingZeros(b);
  if (ours.length !== theirs.length) return ours.length < theirs.length ? -1 : 1;
  return compareText(ours, theirs);
}

function compareText(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isNumeric(segment: string): boolean {
  return segment >= '0' && segment < ':';
}

function withoutLeadingZeros(digits: string): string {
  return digits.replace(/^0+/, '');
}
