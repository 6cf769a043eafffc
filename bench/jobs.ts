/** Which cases are to be run where. Pure. */

import type { BenchArguments } from './arguments.ts';
import { ALL_CASES } from './cases/all.ts';
import type { BenchCase } from './cases/case.ts';
import { caseId } from './results.ts';

/** One case on one place, or on none. */
export interface Job {
  readonly id: string;
  readonly benchCase: BenchCase;
  readonly placeName: string;
}

/** In the order of the catalogue; `placeNames` are all there will be. */
export function selectJobs({ quick, only }: BenchArguments, placeNames: readonly string[]): Job[] {
  const jobs = ALL_CASES.filter((one) => one.quick || !quick).flatMap((benchCase) => {
    const everywhere = benchCase.where === 'first-place' ? placeNames.slice(0, 1) : placeNames;
    const names = benchCase.where === 'nowhere' ? ['-'] : everywhere;
    return names.map((placeName) => ({
      id: caseId(benchCase.name, placeName),
      benchCase,
      placeName,
    }));
  });
  return jobs.filter(({ id }) => only?.test(id) ?? true);
}
