/**
 * What a shell may complete for a value, by the name that the help gives it: `<file>`, `<rule...>`.
 *
 * Policy: those names are a vocabulary. Each has its entry here, so that a new one is thought about
 * once; what a value may be is asked of those who read it.
 */
import { CSUM_ALGORITHMS } from '../../native-free-parsers/extents/digest-names.ts';
import { GATE_WORDS } from '../audit/gate.ts';
import { isDigestName } from '../io/digests.ts';
import { AUDIT_REPORTS } from '../report/audit/audit-reports.ts';
import { REPORTS } from '../report/ci/reporters.ts';
import type { CompletedValue } from '../report/completion/completion.ts';
import { OTHER_REASONS } from '../rules/other-reasons.ts';
import { NOKEY_POLICIES } from './arguments.ts';
import { hostRecords } from './host-records.ts';
import { ruleRecords } from './rule-records.ts';

/** What a value depends on besides its name. */
export interface ValuePlace {
  readonly verb: string;
  readonly verbs: readonly string[];
}

const FILES: CompletedValue = { kind: 'files' };
const DIRECTORIES: CompletedValue = { kind: 'directories' };
const UNKNOWN: CompletedValue = { kind: 'unknown' };

const VALUES: Readonly<Record<string, CompletedValue | ((place: ValuePlace) => CompletedValue)>> = {
  '[address:]port': UNKNOWN,
  ALGORITHM: () => words(recordedDigests()),
  algorithm: () => words(recordedDigests()),
  arch: UNKNOWN,
  dir: DIRECTORIES,
  directory: DIRECTORIES,
  extents: FILES,
  file: FILES,
  'format[=file]': ({ verb }) => ({
    kind: 'reports',
    words: Object.keys(verb === 'audit' ? AUDIT_REPORTS : REPORTS),
  }),
  glob: UNKNOWN,
  id: () => words(ruleRecords().map(({ id }) => id)),
  'MiB/s': UNKNOWN,
  n: UNKNOWN,
  name: UNKNOWN,
  names: UNKNOWN,
  new: FILES,
  old: FILES,
  package: FILES,
  policy: words(NOKEY_POLICIES),
  prefix: UNKNOWN,
  root: DIRECTORIES,
  rule: () =>
    words([...[...ruleRecords(), ...hostRecords()].map(({ id }) => id), ...OTHER_REASONS.keys()]),
  seconds: UNKNOWN,
  size: UNKNOWN,
  source: FILES,
  spec: FILES,
  state: FILES,
  url: UNKNOWN,
  verb: ({ verbs }) => words(verbs),
  version: UNKNOWN,
  words: { kind: 'list', words: GATE_WORDS },
};

/**
 * @param name as in the help, without brackets and dots: `file`.
 * @param choices where commander knows them: then the name does not matter.
 * @throws Error for a name that is not in the vocabulary.
 */
export function completedValue(
  name: string,
  choices: readonly string[] | undefined,
  place: ValuePlace,
): CompletedValue {
  if (choices !== undefined) return words(choices);
  const value = Object.hasOwn(VALUES, name) ? VALUES[name]! : undefined;
  if (value === undefined) throw new Error(`completion: what is <${name}> of ${place.verb}?`);
  return typeof value === 'function' ? value(place) : value;
}

function words(list: readonly string[]): CompletedValue {
  return { kind: 'words', words: list };
}

/** What the transcoder takes and can compute. */
function recordedDigests(): readonly string[] {
  return CSUM_ALGORITHMS.map(({ name }) => name).filter(isDigestName);
}
