/** Of a record with every place of every rule, what is to be named one by one. */
import { MOST_FINDINGS } from '../rules/run-rules.ts';
import type { CheckRecord } from './check-record.ts';
import { standing } from './standing.ts';

/**
 * Of each rule the first findings that count, the first that are ignored and the first that the
 * baseline has; the rest is only counted.
 */
export function firstFindings(record: CheckRecord): CheckRecord {
  const seen = new Map<string, number>();
  const omitted = { ...record.omitted };
  const findings = record.findings.filter((finding) => {
    const key = `${finding.rule} ${standing(finding)}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    if (count > MOST_FINDINGS) omitted[finding.rule] = (omitted[finding.rule] ?? 0) + 1;
    return count <= MOST_FINDINGS;
  });
  return { ...record, findings, omitted };
}
