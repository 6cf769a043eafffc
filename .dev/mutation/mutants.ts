/**
 * Small faults to plant into a source: an operator or a constant that is another one.
 *
 * Policy: works on text with the types blanked out, and keeps its offsets. Strings, templates,
 * regular expressions and comments are left alone: what messages say is for other tests.
 */
import { stripTypeScriptTypes } from 'node:module';

export interface Mutant {
  /** Of the fault in the source, in characters. */
  readonly offset: number;
  readonly original: string;
  readonly replacement: string;
  /** From 1. */
  readonly line: number;
}

const OPERATORS: Readonly<Record<string, string>> = {
  ...{ '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' },
  ...{ '&&': '||', '||': '&&', '+': '-', '-': '+', '*': '+', '/': '*', '%': '*' },
  ...{ '<<': '>>', '>>': '<<', '>>>': '<<', '&': '|', '|': '&', '^': '|', '**': '*' },
  ...{ '++': '--', '+=': '-=', '-=': '+=', true: 'false', false: 'true', '!': '' },
};

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/;
const TEXT = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`/;
const NUMBER = /\b(?:0x[0-9a-f_]+|0o[0-7_]+|\d[\d_]*)n?\b/;
const WORD = /[A-Za-z_$#][\w$]*/;
const OPERATOR = [
  /===|!==|>>>=?|\*\*|=>|\?\?|\?\.|<<=?|>>=?|<=|>=|&&|\|\||\+\+|--|\.\.\./,
  /[-+*/%&|^]=|[-+*/%&|^<>!=]/,
];
const BRACKET = /[()[\]{};,:?.]/;

const PATTERNS = [COMMENT, TEXT, NUMBER, WORD, ...OPERATOR, BRACKET];
const TOKEN = new RegExp(PATTERNS.map(({ source }) => source).join('|'), 'g');

/** A slash behind one of these begins a regular expression. */
const BEFORE_EXPRESSION = /^(?:[-+*/%&|^<>!=(,[{};:?]|===|!==|&&|\|\||=>|\?\?|return|\.\.\.)$/;
const EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+\/[a-z]*/y;

/** Every fault that can be planted, in the order of the source. */
export function mutantsOf(source: string): Mutant[] {
  const text = stripTypeScriptTypes(source, { mode: 'strip' });
  const mutants: Mutant[] = [];
  let previous = ';';
  const tokens = new RegExp(TOKEN);
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match;
    if (token === '/' && BEFORE_EXPRESSION.test(previous)) {
      EXPRESSION.lastIndex = match.index;
      if (EXPRESSION.test(text)) tokens.lastIndex = EXPRESSION.lastIndex;
      previous = ')';
      continue;
    }
    if (/^\/[/*]/.test(token)) continue;
    const replacement = /^\d/.test(token) ? oneMore(token) : OPERATORS[token];
    if (replacement !== undefined && !isSign(token, previous)) {
      const line = text.slice(0, match.index).split('\n').length;
      mutants.push({ offset: match.index, original: token, replacement, line });
    }
    previous = token;
  }
  return mutants;
}

/** The source with one fault. */
export function withMutant(source: string, { offset, original, replacement }: Mutant): string {
  return source.slice(0, offset) + replacement + source.slice(offset + original.length);
}

function oneMore(number: string): string {
  const isBig = number.endsWith('n');
  const value = BigInt(number.replace(/[_n]/g, '')) + 1n;
  return isBig ? `${value}n` : `${value}`;
}

/** Another sign of a number would only be another constant. */
function isSign(token: string, previous: string): boolean {
  return (token === '+' || token === '-') && BEFORE_EXPRESSION.test(previous);
}
