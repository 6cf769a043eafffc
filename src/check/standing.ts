/** Whether a finding counts for the exit status, and if not, why. */
import type { CheckFinding } from './check-record.ts';

export type Standing = 'counts' | 'ignored' | 'known';

export function standing({ ignored, baseline }: CheckFinding): Standing {
  if (ignored !== undefined) return 'ignored';
  return baseline === true ? 'known' : 'counts';
}
