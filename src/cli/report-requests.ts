/**
 * `--report <format>[=<file>]`, any number of times.
 *
 * Policy: one report at most goes to standard output, and then nothing else does; no two go to one
 * file.
 */
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { REPORTS, type ReportName } from '../report/ci/reporters.ts';
import { ConfigurationError } from './configuration-error.ts';
import { similarTo } from './similar.ts';

export interface ReportRequest<Name extends string = ReportName> {
  readonly name: Name;
  /** Undefined: standard output. */
  readonly path: string | undefined;
}

/** Reads one request of a report of check and adds it to those before. @throws InvalidArgumentError */
export function addReport(
  argument: string,
  before: readonly ReportRequest[] = [],
): readonly ReportRequest[] {
  return [...before, reportRequest(argument, Object.keys(REPORTS) as ReportName[])];
}

/** Reads a request of one of the reports with these names. @throws InvalidArgumentError */
export function reportRequest<Name extends string>(
  argument: string,
  names: readonly Name[],
): ReportRequest<Name> {
  const at = argument.indexOf('=');
  const text = at < 0 ? argument : argument.slice(0, at);
  const path = at < 0 ? '-' : argument.slice(at + 1);
  const name = names.find((each) => each === text);
  if (name === undefined) throw new InvalidArgumentError(unknownFormat(text, names));
  if (path === '') throw new InvalidArgumentError(`It is ${name}=<file>.`);
  return { name, path: path === '-' ? undefined : path };
}

function unknownFormat(name: string, names: readonly string[]): string {
  const [near] = similarTo(name, names);
  const hint = near === undefined ? '' : ` Perhaps ${near}?`;
  return `It is <format> or <format>=<file>, and the formats are ${names.join(', ')}.${hint}`;
}

/**
 * What goes to standard output.
 * @param format what --format says; undefined where it was not given.
 * @throws ConfigurationError where requests are in each other's way.
 */
export function onStandardOutput<Name extends string, Format extends string>(
  requests: readonly ReportRequest<Name>[],
  format: Format | undefined,
): Name | Format | undefined {
  const files = requests.flatMap(({ path }) => (path === undefined ? [] : [resolve(path)]));
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new ConfigurationError(`two reports cannot both go to ${twice}`);
  const [first, second] = requests.filter(({ path }) => path === undefined);
  if (first === undefined) return format;
  const other = second === undefined ? format && '--format' : `--report ${second.name}`;
  if (other === undefined) return first.name;
  throw new ConfigurationError(
    `option '--report ${first.name}' cannot be used with option '${other}': both go to standard ` +
      `output; ${first.name}=<file> writes to a file`,
  );
}
