/** A check of the host as plain data, for JSON and for what explains it. */
import type { HostCheck } from '../host/host-check.ts';

export interface HostRecord {
  readonly id: string;
  /** The gravest that it says. */
  readonly severity: HostCheck['severity'];
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly sources: readonly string[];
}

export function hostRecord({ id, severity, doc }: HostCheck): HostRecord {
  const { what, why, fix, sources } = doc;
  return { id, severity, what, why, fix, sources };
}
