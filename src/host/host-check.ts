/**
 * What a check of the host is: one thing that Copy-on-Write installation needs, with its reasons.
 *
 * Policy: like a rule, a check is data and a pure function of facts; it touches nothing of the
 * machine. Its id never changes meaning, and is explained by `rpmcow explain` as those of rules are.
 */
import type { RuleDoc } from '../rules/rule.ts';
import type { HostFacts } from './facts/host-facts.ts';

export type HostStatus = 'ok' | 'warning' | 'error' | 'unknown' | 'not-applicable';

export interface HostAnswer {
  readonly status: HostStatus;
  /** What was seen, in short phrases without a full stop; names of files as they are. */
  readonly found: string;
  /** What to do here, in sentences, where more can be said than the check's `fix` does. */
  readonly fix?: string;
}

export interface HostCheck {
  readonly id: string;
  /** The gravest that it answers. `error`: without this no file is cloned. */
  readonly severity: 'error' | 'warning';
  /** `fix` is for who administers the host. */
  readonly doc: RuleDoc;
  readonly examine: (facts: HostFacts) => HostAnswer;
}

export function ok(found: string): HostAnswer {
  return { status: 'ok', found };
}

export function warning(found: string, fix?: string): HostAnswer {
  return answer('warning', found, fix);
}

export function error(found: string, fix?: string): HostAnswer {
  return answer('error', found, fix);
}

export function unknown(found: string, fix?: string): HostAnswer {
  return answer('unknown', found, fix);
}

export function notApplicable(found: string): HostAnswer {
  return { status: 'not-applicable', found };
}

function answer(status: HostStatus, found: string, fix: string | undefined): HostAnswer {
  return fix === undefined ? { status, found } : { status, found, fix };
}
