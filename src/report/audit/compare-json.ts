/** What changed between two audits, as one JSON document. Policy: pure; see schemas/compare-report.json. */
import type { AuditComparison } from '../../audit/compare-audits.ts';
import { jsonPieces } from '../json-pieces.ts';

/** @param version of rpmcow. */
export function* compareJson(comparison: AuditComparison, version: string): Iterable<string> {
  yield* jsonPieces({ tool: { name: 'rpmcow', version }, ...comparison });
  yield '\n';
}
