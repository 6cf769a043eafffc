/**
 * Checks of plain data that came from another process.
 *
 * Policy: a check returns what it was given, as the type it checked for, or throws what is wrong and
 * where. Fields that nobody asked for are left alone.
 */

export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  /** @param at such as `packages[3].size`. */
  constructor(at: string, expected: string, found: unknown) {
    super(`${at}: expected ${expected}, found ${kindOf(found)}`);
  }
}

export type Check<T> = (value: unknown, at: string) => T;

type Checked<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Check<infer T> ? T : never;
};

export const text: Check<string> = (value, at) => {
  if (typeof value === 'string') return value;
  throw new ShapeError(at, 'a string', value);
};

export const flag: Check<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value;
  throw new ShapeError(at, 'true or false', value);
};

/** A size, a count, a time. */
export const natural: Check<number> = (value, at) => {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new ShapeError(at, 'a whole number', value);
};

/** Bytes, as base64. */
export const bytes: Check<Uint8Array> = (value, at) => {
  const decoded = Buffer.from(text(value, at), 'base64');
  if (decoded.toString('base64') === value) return decoded;
  throw new ShapeError(at, 'base64', value);
};

export function oneOf<const Word extends string>(...words: readonly Word[]): Check<Word> {
  return (value, at) => {
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    throw new ShapeError(at, words.join(' or '), value);
  };
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, at) => (value === null ? null : check(value, at));
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new ShapeError(at, 'a list', value);
    return value.map((each, i) => check(each, `${at}[${i}]`));
  };
}

export function record<Fields extends Readonly<Record<string, Check<unknown>>>>(
  fields: Fields,
): Check<Checked<Fields>> {
  const checks = Object.entries(fields);
  return (value, at) => {
    if (typeof value !== 'object' || value === null) throw new ShapeError(at, 'a record', value);
    const found = value as Readonly<Record<string, unknown>>;
    const checked = checks.map(([name, check]) => [name, check(found[name], `${at}.${name}`)]);
    return Object.fromEntries(checked) as Checked<Fields>;
  };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
