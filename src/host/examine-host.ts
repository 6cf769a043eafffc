/** All checks of a host and the verdict that follows: facts in, plain data out. */
import type { HostFacts } from './facts/host-facts.ts';
import type { HostCheck, HostStatus } from './host-check.ts';
import { HOST_CHECKS } from './host-checks.ts';

/**
 * `can`: all is there. `can-but`: files are cloned, and something is worse than it could be.
 * `cannot`: no file is cloned. `unknown`: something that it takes could not be found out.
 */
export type HostVerdict = 'can' | 'can-but' | 'cannot' | 'unknown';

export interface ExaminedHost {
  readonly verdict: HostVerdict;
  /** Ids of the checks that make it so; none where it is `can`. */
  readonly because: readonly string[];
  readonly checks: readonly ExaminedCheck[];
}

export interface ExaminedCheck {
  readonly id: string;
  readonly status: HostStatus;
  /** What was seen; names of files as they are. */
  readonly found: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do; null where there is nothing to do. */
  readonly fix: string | null;
}

export function examineHost(
  facts: HostFacts,
  hostChecks: readonly HostCheck[] = HOST_CHECKS,
): ExaminedHost {
  const checks = hostChecks.map((check) => examined(check, facts));
  const essential = new Set(
    hostChecks.filter(({ severity }) => severity === 'error').map(({ id }) => id),
  );
  const errors = checks.filter(({ status }) => status === 'error');
  const open = checks.filter(({ id, status }) => status === 'unknown' && essential.has(id));
  const others = checks.filter(({ status }) => status === 'warning' || status === 'unknown');
  const ids = (list: readonly ExaminedCheck[]) => list.map(({ id }) => id);
  if (errors.length > 0) return { verdict: 'cannot', because: ids(errors), checks };
  if (open.length > 0) return { verdict: 'unknown', because: ids(open), checks };
  return { verdict: others.length > 0 ? 'can-but' : 'can', because: ids(others), checks };
}

function examined({ id, doc, examine }: HostCheck, facts: HostFacts): ExaminedCheck {
  const { status, found, fix = doc.fix } = examine(facts);
  const isFine = status === 'ok' || status === 'not-applicable';
  return { id, status, found, why: doc.why, fix: isFine ? null : fix };
}
