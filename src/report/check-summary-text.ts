/** What the checks of several files come to, for people. */
import type { CheckTally } from './check-tally.ts';
import { counted } from './inspected-values.ts';

/** Rules and builders that are named. */
const MOST = 8;

/** In the order of their gravity. */
const PREDICTIONS = [
  ['same', 'survive Copy-on-Write'],
  ['cow-fails', 'do NOT install with Copy-on-Write'],
  ['different-tree', 'install with other files'],
  ['cow-accepts', 'install although plain rpm refuses them'],
  ['both-reject', 'do not install anywhere'],
  ['not-a-package', 'are no packages'],
] as const;

/** Begins with an empty line and ends with a newline. */
export function checkSummaryText(tally: CheckTally): string {
  const { packages, unreadable, byPrediction, byRule, byBuilder } = tally;
  const lines = ['', `${counted(packages, 'file')}:`];
  for (const [prediction, what] of PREDICTIONS) {
    const count = byPrediction.get(prediction) ?? 0;
    if (count > 0) lines.push(`  ${`${count}`.padStart(7)}  ${what} (${prediction})`);
  }
  if (unreadable > 0) lines.push(`  ${`${unreadable}`.padStart(7)}  could not be read`);
  if (byRule.size > 0) {
    lines.push('Most frequent errors and warnings, by files:', ...mostFrequent(byRule));
  }
  if (byBuilder.size > 0) {
    const builders = new Map(
      [...byBuilder].map(([name, { packages: n, withErrors }]) => [
        withErrors > 0 ? `${name}: ${withErrors} with errors` : name,
        n,
      ]),
    );
    lines.push('Builders:', ...mostFrequent(builders));
  }
  return `${lines.join('\n')}\n`;
}

function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const lines = sorted
    .slice(0, MOST)
    .map(([name, count]) => `  ${`${count}`.padStart(7)}  ${name}`);
  const more = sorted.length - MOST;
  return more > 0 ? [...lines, `           and ${more} more`] : lines;
}
