/**
 * `--report <format>[=<file>]`, any number of times.
 *
 * Policy: one report at most goes to standard output, and then nothing else does; no two go to one
 * file.
 */
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { isReportName, REPORTS, type ReportName } from '../report/ci/reporters.ts';
import { ConfigurationError } from './configuration-error.ts';
import { similarTo } from './similar.ts';

export interface ReportRequest {
  readonly name: ReportName;
  /** Undefined: standard output. */
  readonly path: string | undefined;
}

/** Reads one request and adds it to those before. @throws InvalidArgumentError */
export function addReport(
  argument: string,
  before: readonly ReportRequest[] = [],
): readonly ReportRequest[] {
  const at = argument.indexOf('=');
  const name = at < 0 ? argument : argument.slice(0, at);
  const path = at < 0 ? '-' : argument.slice(at + 1);
  if (!isReportName(name)) throw new InvalidArgumentError(unknownFormat(name));
  if (path === '') throw new InvalidArgumentError(`It is ${name}=<file>.`);
  return [...before, { name, path: path === '-' ? undefined : path }];
}

function unknownFormat(name: string): string {
  const names = Object.keys(REPORTS);
  const [near] = similarTo(name, names);
  const hint = near === undefined ? '' : ` Perhaps ${near}?`;
  return `It is <format> or <format>=<file>, and the formats are ${names.join(', ')}.${hint}`;
}

/**
 * What goes to standard output.
 * @param format what --format says; undefined where it was not given.
 * @throws ConfigurationError where requests are in each other's way.
 */
export function onStandardOutput<Format extends string>(
  requests: readonly ReportRequest[],
  format: Format | undefined,
): ReportName | Format | undefined {
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
