/**
 * One table of a TOML document, taken apart key by key.
 *
 * Policy: each key is asked for once by the type it must have; what nobody asked for is an error at
 * the end. All errors are ConfigurationErrors that name file, key, what is expected and what is there.
 */
import { TomlDate } from 'smol-toml';
import { ConfigurationError } from './configuration-error.ts';

type Values = Readonly<Record<string, unknown>>;

export class ConfigurationTable {
  readonly #file: string;
  /** `[[ignore]] 2: `, or nothing for the document. */
  readonly #prefix: string;
  readonly #values: Values;
  readonly #known = new Set<string>();

  constructor(file: string, prefix: string, values: Values) {
    this.#file = file;
    this.#prefix = prefix;
    this.#values = values;
  }

  /** A text that is not empty, or nothing. */
  text(
    key: string,
    isValid: (text: string) => boolean = (text) => text !== '',
    expected = 'a text',
  ): string | undefined {
    const value = this.#take(key);
    if (value === undefined || (typeof value === 'string' && isValid(value))) return value;
    return this.refuse(key, expected, value);
  }

  required(key: string, expected: string): string {
    return this.text(key, undefined, expected) ?? this.refuse(key, expected, undefined);
  }

  texts(key: string): readonly string[] {
    const value = this.#take(key) ?? [];
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    return this.refuse(key, 'a list of texts', value);
  }

  choice<Choice extends string>(key: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#take(key);
    if (value === undefined) return undefined;
    return choices.find((choice) => choice === value) ?? this.refuse(key, either(choices), value);
  }

  /** One of them, or a list of some. */
  choices<Choice extends string>(
    key: string,
    choices: readonly Choice[],
  ): readonly Choice[] | undefined {
    const value = this.#take(key);
    if (value === undefined) return undefined;
    const chosen = (Array.isArray(value) ? value : [value]).map(
      (each) =>
        choices.find((choice) => choice === each) ?? this.refuse(key, either(choices), each),
    );
    return chosen.length > 0 ? chosen : this.refuse(key, either(choices), value);
  }

  /** YYYY-MM-DD, of a TOML date or a text. */
  date(key: string): string | undefined {
    const value = this.#take(key);
    if (value === undefined) return undefined;
    if (value instanceof TomlDate && value.isDate()) return value.toISOString();
    return this.refuse(key, 'a date, such as 2027-01-31', value);
  }

  table(key: string): ConfigurationTable | undefined {
    const value = this.#take(key);
    if (value === undefined) return undefined;
    if (!isTable(value)) return this.refuse(key, `a table, [${key}]`, value);
    return new ConfigurationTable(this.#file, `${this.#prefix}${key}.`, value);
  }

  tables(key: string): readonly ConfigurationTable[] {
    const value = this.#take(key) ?? [];
    if (!Array.isArray(value) || !value.every(isTable)) {
      return this.refuse(key, `tables, [[${key}]]`, value);
    }
    return value.map(
      (each, i) => new ConfigurationTable(this.#file, `${this.#prefix}[[${key}]] ${i + 1}: `, each),
    );
  }

  /** Refuses a value. */
  refuse(key: string, expected: string, value: unknown): never {
    const found = value === undefined ? 'nothing' : shown(value);
    throw new ConfigurationError(
      `${this.#file}: ${this.#prefix}${key}: expected ${expected}; found ${found}`,
    );
  }

  /** To be called when every key has been asked for. */
  finish(): void {
    const unknown = Object.keys(this.#values).find((key) => !this.#known.has(key));
    if (unknown === undefined) return;
    throw new ConfigurationError(
      `${this.#file}: ${this.#prefix}${unknown}: expected one of ${[...this.#known].join(', ')}`,
    );
  }

  #take(key: string): unknown {
    this.#known.add(key);
    return Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
  }
}

function isTable(value: unknown): value is Values {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function either(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

function shown(value: unknown): string {
  if (value instanceof TomlDate) return value.toISOString();
  return JSON.stringify(value);
}
