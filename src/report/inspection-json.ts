/**
 * Inspections as one JSON document, written file by file:
 * { "tool": {"name", "version"}, "files": [{"path", …}], "unreadable": [{"path", …}] }
 *
 * Policy: pure; holds nothing but whether a file came before. A file's fields are those of
 * Inspection after its path.
 */
import type { Inspection } from '../package/inspection.ts';
import { jsonPieces } from './json-pieces.ts';

/** An input, or a part of one, that could not be read. */
export interface Unreadable {
  readonly path: string;
  /** A FormatErrorCode, or the errno name of a fault of the machine. */
  readonly code: string;
  /** null for a fault of the machine. */
  readonly section: string | null;
  readonly offset: number | null;
  readonly message: string;
}

export interface InspectionJson {
  start(version: string): Iterable<string>;
  file(path: string, inspection: Inspection): Iterable<string>;
  end(unreadable: readonly Unreadable[]): Iterable<string>;
}

/** To be asked in this order, `file` any number of times. */
export function inspectionJson(): InspectionJson {
  let empty = true;
  return {
    *start(version) {
      yield '{\n  "tool": ';
      yield* jsonPieces({ name: 'rpmcow', version }, '  ');
      yield ',\n  "files": [';
    },
    *file(path, inspection) {
      yield empty ? '\n    ' : ',\n    ';
      empty = false;
      yield* jsonPieces({ path, ...inspection }, '    ');
    },
    *end(unreadable) {
      yield `${empty ? '' : '\n  '}],\n  "unreadable": `;
      yield* jsonPieces(unreadable, '  ');
      yield '\n}\n';
    },
  };
}
