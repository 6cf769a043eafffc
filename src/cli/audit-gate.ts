/** The gate of an audit: what keeps it shut is told, and is the exit status. */
import type { Audit } from '../audit/audit.ts';
import { type Gate, gateFailures } from '../audit/gate.ts';
import { gateLines } from '../report/audit/gate-text.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tell } from './print.ts';

/** @param accepted what counts no more; undefined: everything counts. */
export function gateStatus(
  audit: Audit,
  gate: Gate | undefined,
  accepted: Audit | undefined,
): ExitStatus {
  if (gate === undefined) return EXIT.ok;
  const failures = [...gateFailures(audit, gate, accepted)];
  for (const line of gateLines(failures)) tell(`rpmcow: ${line}`);
  return failures.length > 0 ? EXIT.findings : EXIT.ok;
}
