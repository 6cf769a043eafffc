/**
 * What the dnf plugin asks: a line of JSON about the transaction, then a line for each package.
 *
 * Policy: every field is checked by name and type, because the plugin and this program may be of
 * different versions; what is wrong is a ConfigurationError that names line and field. Fields that
 * are not known here are left alone.
 */
import type { TransactionPackage } from '../host/dnf/transaction-package.ts';
import { ConfigurationError } from './configuration-error.ts';

export interface DnfHookRequest {
  /** Globs on names of packages to leave alone. */
  readonly denylist: readonly string[];
  /** The state of an audit. */
  readonly auditState: string | null;
  /** dnf's cachedir and install root. */
  readonly cache: string;
  readonly root: string;
  /** dnf's process. */
  readonly pid: number;
  /** The program for librepo to start; null for the one that comes with rpmcow. */
  readonly transcoder: string | null;
  readonly packages: readonly TransactionPackage[];
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws ConfigurationError */
export function parseDnfHookRequest(text: string): DnfHookRequest {
  const [first = '', ...others] = text.split('\n').filter((line) => line !== '');
  const about = lineOf(first, 1);
  return {
    denylist: about.texts('denylist'),
    auditState: about.textOrNull('auditState'),
    cache: about.text('cache'),
    root: about.text('root'),
    pid: about.number('pid'),
    transcoder: about.textOrNull('transcoder'),
    packages: others.map((line, i) => packageOf(lineOf(line, i + 2))),
  };
}

function packageOf(line: Line): TransactionPackage {
  return {
    name: line.text('name'),
    version: line.text('version'),
    release: line.text('release'),
    nevra: line.text('nevra'),
    repository: line.text('repository'),
    checksum: line.textOrNull('checksum'),
    path: line.text('path'),
  };
}

type Line = ReturnType<typeof lineOf>;

function lineOf(json: string, number: number) {
  const fields = objectOf(json, number);
  const take = <T>(field: string, isRight: (value: unknown) => value is T, expected: string): T => {
    const value = fields[field];
    if (isRight(value)) return value;
    return fail(number, `"${field}": expected ${expected}, found ${JSON.stringify(value)}`);
  };
  return {
    text: (field: string) => take(field, isText, 'a text'),
    textOrNull: (field: string) =>
      take(field, (value) => value === null || isText(value), 'a text or null'),
    texts: (field: string) =>
      take(field, (value) => Array.isArray(value) && value.every(isText), 'a list of texts'),
    number: (field: string) => take(field, (value) => typeof value === 'number', 'a number'),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function objectOf(json: string, number: number): Fields {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return fail(number, (error as Error).message);
  }
  if (typeof value === 'object' && value !== null) return value as Fields;
  return fail(number, `expected an object, found ${json.slice(0, 100)}`);
}

function fail(number: number, what: string): never {
  throw new ConfigurationError(`line ${number} of standard input: ${what}`);
}
