/**
 * The configuration of checks: rpmcow.toml, and files of ignored findings.
 *
 * Policy: everything is optional and nothing unknown is passed over, since a key that is spelt
 * wrongly would silently do nothing. Errors name file and key, what was expected and what is there.
 */
import { parse, TomlError } from 'smol-toml';
import type { IgnoreEntry } from '../check/ignore-findings.ts';
import { unknownPatterns } from '../check/rule-selection.ts';
import { TARGETS, type Target, THRESHOLDS, type Threshold } from '../check/severity.ts';
import { ConfigurationError } from './configuration-error.ts';
import { ConfigurationTable } from './configuration-table.ts';
import { isRpmVersion, RPM_VERSION_FORM } from './rpm-version.ts';

/** Undefined: not said. */
export interface Configuration {
  readonly failOn: Threshold | undefined;
  readonly targets: readonly Target[] | undefined;
  readonly rpmVersion: string | undefined;
  /** Ids or globs. */
  readonly skip: readonly string[];
  readonly ignores: readonly IgnoreEntry[];
}

/**
 * Reads a configuration.
 * @param path of the file, for messages.
 * @throws ConfigurationError
 */
export function parseConfiguration(path: string, text: string): Configuration {
  const table = tableOf(path, text);
  const configuration: Configuration = {
    failOn: table.choice('fail-on', THRESHOLDS),
    targets: table.choices('target', TARGETS),
    rpmVersion: table.text('rpm-version', isRpmVersion, RPM_VERSION_FORM),
    skip: rulesOf(table),
    ignores: ignoresOf(table),
  };
  table.finish();
  return configuration;
}

/** Reads a file that has nothing but [[ignore]]. As parseConfiguration. */
export function parseIgnoreFile(path: string, text: string): readonly IgnoreEntry[] {
  const table = tableOf(path, text);
  const ignores = ignoresOf(table);
  table.finish();
  return ignores;
}

function tableOf(path: string, text: string): ConfigurationTable {
  try {
    return new ConfigurationTable(path, '', parse(text));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = ''] = error.message.replace('Invalid TOML document: ', '').split('\n');
    throw new ConfigurationError(`${path}:${error.line}:${error.column}: no TOML: ${what}`);
  }
}

function rulesOf(table: ConfigurationTable): readonly string[] {
  const rules = table.table('rules');
  if (rules === undefined) return [];
  const skip = rules.texts('skip');
  const [unknown] = unknownPatterns(skip);
  if (unknown !== undefined) rules.refuse('skip', 'ids of rules, or globs of them', unknown);
  rules.finish();
  return skip;
}

function ignoresOf(table: ConfigurationTable): readonly IgnoreEntry[] {
  return table.tables('ignore').map((entry) => {
    const ignore: IgnoreEntry = {
      rule: entry.required('rule', 'the id of a rule, or a glob'),
      package: entry.text('package'),
      path: entry.text('path'),
      reason: entry.required('reason', 'why the finding is accepted'),
      expires: entry.date('expires'),
    };
    entry.finish();
    return ignore;
  });
}
