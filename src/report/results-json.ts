/**
 * Results of many files as JSON: one document, written result by result, or a line each.
 *
 * Policy: pure. A document is { "tool", <list of records>, "unreadable" }; of lines, one is a record,
 * and what could not be read has a line of its own, which has "code" and "message".
 */
import type { Unreadable } from '../package/unreadable.ts';
import { jsonLine, jsonPieces } from './json-pieces.ts';

/** What came of one file; both where it was read in part. */
export interface FileResult {
  readonly record?: object;
  readonly unreadable?: Unreadable;
}

export interface ResultsJson {
  start(version: string): Iterable<string>;
  result(result: FileResult): Iterable<string>;
  end(): Iterable<string>;
}

/** One document; holds what could not be read until the end. @param list what the records are. */
export function resultsDocument(list: 'packages' | 'files'): ResultsJson {
  const unreadables: Unreadable[] = [];
  let empty = true;
  return {
    *start(version) {
      yield '{\n  "tool": ';
      yield* jsonPieces({ name: 'rpmcow', version }, '  ');
      yield `,\n  "${list}": [`;
    },
    *result({ record, unreadable }) {
      if (unreadable !== undefined) unreadables.push(unreadable);
      if (record === undefined) return;
      yield empty ? '\n    ' : ',\n    ';
      empty = false;
      yield* jsonPieces(record, '    ');
    },
    *end() {
      yield `${empty ? '' : '\n  '}],\n  "unreadable": `;
      yield* jsonPieces(unreadables, '  ');
      yield '\n}\n';
    },
  };
}

/** A line each. */
export function resultLines(): ResultsJson {
  return {
    start: () => [],
    *result({ record, unreadable }) {
      if (record !== undefined) yield `${jsonLine(record)}\n`;
      if (unreadable !== undefined) yield `${jsonLine(unreadable)}\n`;
    },
    end: () => [],
  };
}
