/**
 * Checks as JSON: one document, written record by record, or a line a record.
 *
 * Policy: pure. A document is { "tool", "packages", "unreadable" }; of lines, one is a package, and
 * what could not be read has a line of its own, which has no "prediction".
 */
import type { CheckResult, Unreadable } from '../check/check-record.ts';
import { jsonLine, jsonPieces } from './json-pieces.ts';

export interface CheckJson {
  start(version: string): Iterable<string>;
  result(result: CheckResult): Iterable<string>;
  end(): Iterable<string>;
}

/** One document; holds what could not be read until the end. */
export function checkDocument(): CheckJson {
  const unreadable: Unreadable[] = [];
  let empty = true;
  return {
    *start(version) {
      yield '{\n  "tool": ';
      yield* jsonPieces({ name: 'rpmcow', version }, '  ');
      yield ',\n  "packages": [';
    },
    *result(result) {
      if (result.kind !== 'checked') unreadable.push(result.unreadable);
      if (result.kind === 'unreadable') return;
      yield empty ? '\n    ' : ',\n    ';
      empty = false;
      yield* jsonPieces(result.record, '    ');
    },
    *end() {
      yield `${empty ? '' : '\n  '}],\n  "unreadable": `;
      yield* jsonPieces(unreadable, '  ');
      yield '\n}\n';
    },
  };
}

/** A line each. */
export function checkLines(): CheckJson {
  return {
    start: () => [],
    *result(result) {
      if (result.kind !== 'unreadable') yield `${jsonLine(result.record)}\n`;
      if (result.kind !== 'checked') yield `${jsonLine(result.unreadable)}\n`;
    },
    end: () => [],
  };
}
