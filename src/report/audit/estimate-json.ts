/** A forecast as one JSON document. Policy: pure; schemas/audit-estimate.json says what is in it. */
import type { AuditForecast } from '../../audit/forecast.ts';
import { jsonPieces } from '../json-pieces.ts';

/** @param version of rpmcow. */
export function* estimateJson(estimate: AuditForecast, version: string): Iterable<string> {
  yield* jsonPieces({ tool: { name: 'rpmcow', version }, ...estimate });
  yield '\n';
}
