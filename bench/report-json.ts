/** The results as JSON: every sample, and median, MAD and number of runs of each measure. Pure. */

import { MEASURES, type Results, type Sample } from './results.ts';
import { type Summary, summarize } from './statistics.ts';

export function reportJson(results: Results): string {
  const cases = results.cases.map((one) => ({
    ...one,
    contestants: one.contestants.map((contestant) => ({
      ...contestant,
      summary: { warm: summaries(contestant.warm), cold: summaries(contestant.cold) },
    })),
  }));
  return `${JSON.stringify({ ...results, cases }, null, 2)}\n`;
}

function summaries(samples: readonly Sample[]): Record<string, Summary | null> {
  return Object.fromEntries(
    MEASURES.map((measure) => [measure, summarize(samples.map((sample) => sample[measure]))]),
  );
}
