/**
 * What a run of check is to do: options, and the configuration for what they leave open.
 *
 * Policy: an option wins over the configuration; what both may list (rules to skip, findings to
 * ignore) adds up. Everything is known to be right before the first package is opened.
 */
import type { IgnoreEntry } from '../check/ignore-findings.ts';
import { type RuleSelection, unknownPatterns } from '../check/rule-selection.ts';
import type { Target, Threshold } from '../check/severity.ts';
import { MachineError } from '../io/machine-error.ts';
import { readTextFile } from '../io/text-file.ts';
import { RULES } from '../rules/catalogue.ts';
import { type Configuration, parseConfiguration, parseIgnoreFile } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { similarTo } from './similar.ts';

/** Looked for in the current directory. */
const CONFIGURATION_FILE = 'rpmcow.toml';

/** As they were given; undefined or empty where they were not. */
export interface CheckSettingOptions {
  readonly target?: readonly Target[];
  readonly rpmVersion?: string;
  readonly failOn?: Threshold;
  readonly rule?: readonly string[];
  readonly skip?: readonly string[];
  readonly ignoreFile?: readonly string[];
  readonly config?: string;
}

export interface CheckSettings {
  readonly rules: RuleSelection;
  readonly targets: readonly Target[];
  readonly failOn: Threshold;
  readonly ignores: readonly IgnoreEntry[];
}

/** @throws ConfigurationError where options or files are wrong. */
export function checkSettings(options: CheckSettingOptions): CheckSettings {
  const { rule = [], skip = [], ignoreFile = [] } = options;
  requireRules('--rule', rule);
  requireRules('--skip', skip);
  const configuration = configurationOf(options.config);
  return {
    rules: {
      only: rule,
      skip: [...skip, ...(configuration?.skip ?? [])],
      rpmVersion: options.rpmVersion ?? configuration?.rpmVersion,
    },
    targets: options.target ?? configuration?.targets ?? ['transcode', 'install'],
    failOn: options.failOn ?? configuration?.failOn ?? 'error',
    ignores: [...(configuration?.ignores ?? []), ...ignoreFile.flatMap(ignoresOf)],
  };
}

function requireRules(option: string, patterns: readonly string[]): void {
  const [unknown] = unknownPatterns(patterns);
  if (unknown === undefined) return;
  const near = similarTo(
    unknown,
    RULES.map(({ id }) => id),
  );
  const hint = near.length === 0 ? 'rpmcow rules lists them' : `perhaps ${near.join(' or ')}`;
  throw new ConfigurationError(`option '${option}': no rule is called ${unknown}; ${hint}`);
}

/** Whoever names a file means one that is there; otherwise there may be none. */
function configurationOf(named: string | undefined): Configuration | undefined {
  const path = named ?? CONFIGURATION_FILE;
  const text = textOf(path, named === undefined);
  return text === undefined ? undefined : parseConfiguration(path, text);
}

function ignoresOf(path: string): readonly IgnoreEntry[] {
  return parseIgnoreFile(path, textOf(path, false) ?? '');
}

function textOf(path: string, mayBeAbsent: boolean): string | undefined {
  try {
    return readTextFile(path);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    if (mayBeAbsent && error.code === 'ENOENT') return undefined;
    throw new ConfigurationError(error.message);
  }
}
