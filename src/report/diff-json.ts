/**
 * A comparison as one JSON document: { "tool", "diff", "unreadable" }.
 *
 * Policy: pure. Where one of the packages could not be read there is no comparison, and null.
 */
import type { DiffRecord } from '../check/diff/diff-record.ts';
import type { Unreadable } from '../package/unreadable.ts';
import { jsonPieces } from './json-pieces.ts';

/** @param version of rpmcow. */
export function* diffJson(
  diff: DiffRecord | null,
  unreadable: readonly Unreadable[],
  version: string,
): Iterable<string> {
  yield* jsonPieces({ tool: { name: 'rpmcow', version }, diff, unreadable });
  yield '\n';
}
