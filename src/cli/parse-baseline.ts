/**
 * A baseline's text as entries.
 *
 * Policy: as strict as the schema that is published, since an entry that is spelt wrongly would
 * silently let nothing pass. Errors name file and key, what was expected and what is there.
 */
import type { BaselineEntry } from '../check/baseline.ts';
import { ConfigurationError } from './configuration-error.ts';

const VERSION = 1;

/** What each key of an entry must be. */
const KEYS: Readonly<Record<keyof BaselineEntry, readonly [string, (value: unknown) => boolean]>> =
  {
    package: ['a text', (value) => typeof value === 'string'],
    rule: ['a text', (value) => typeof value === 'string'],
    tag: ['a number or null', (value) => value === null || isCount(value, 0)],
    path: ['a text or null', (value) => value === null || typeof value === 'string'],
    count: ['a number from 1 on', (value) => isCount(value, 1)],
  };

/** @param path of the file, for messages. @throws ConfigurationError */
export function parseBaseline(path: string, text: string): readonly BaselineEntry[] {
  const refuse = (key: string, expected: string, value: unknown): never => {
    const found = value === undefined ? 'nothing' : JSON.stringify(value);
    throw new ConfigurationError(`${path}: ${key}: expected ${expected}; found ${found}`);
  };
  const document = parseJson(path, text);
  if (!isObject(document)) throw new ConfigurationError(`${path}: expected a JSON object`);
  const { version, findings } = document;
  if (version !== VERSION) refuse('version', `${VERSION}`, version);
  if (!Array.isArray(findings)) return refuse('findings', 'a list', findings);
  for (const [i, entry] of findings.entries()) {
    const place = `findings[${i}]`;
    if (!isObject(entry)) return refuse(place, 'an object', entry);
    for (const [key, [expected, isRight]] of Object.entries(KEYS)) {
      if (!isRight(entry[key])) refuse(`${place}.${key}`, expected, entry[key]);
    }
    const unknown = Object.keys(entry).find((key) => !Object.hasOwn(KEYS, key));
    if (unknown !== undefined) refuse(`${place}.${unknown}`, 'no such key', entry[unknown]);
  }
  return findings;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConfigurationError(`${path}: no JSON: ${error.message}`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
