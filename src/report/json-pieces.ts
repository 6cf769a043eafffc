/**
 * JSON for people and scripts alike, in pieces that never add up to one huge string.
 *
 * Policy: lossless. Whatever could move a cursor, colour a terminal or turn text around is written
 * as \uNNNN, which every JSON reader turns back. Lists of plain values stay on one line.
 */

/** C1 controls, formatting and line separators: JSON itself escapes only what is below a blank. */
const UNSAFE = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What nearly all JSON is made of. */
const PLAIN = /^[ -~]*$/;

/** The text of a value of strings, finite numbers, booleans, null, arrays and plain objects. */
export function* jsonPieces(value: unknown, indent = ''): Generator<string> {
  if (!isContainer(value)) {
    yield scalar(value);
    return;
  }
  const isList = Array.isArray(value);
  if (isList && !value.some(isContainer)) {
    yield `[${value.map(scalar).join(', ')}]`;
    return;
  }
  const inner = `${indent}  `;
  let separator = isList ? '[' : '{';
  for (const key of Object.keys(value)) {
    yield `${separator}\n${inner}${isList ? '' : `${scalar(key)}: `}`;
    yield* jsonPieces((value as Record<string, unknown>)[key], inner);
    separator = ',';
  }
  yield separator === ',' ? `\n${indent}${isList ? ']' : '}'}` : '{}';
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The text of a value in one line, as JSON.stringify writes it, with the same care. */
export function jsonLine(value: unknown): string {
  return scalar(value);
}

function scalar(value: unknown): string {
  const json = JSON.stringify(value);
  return PLAIN.test(json) ? json : json.replace(UNSAFE, escaped);
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
