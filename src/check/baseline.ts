/**
 * Findings that were there before: a list made by a run, so that later runs fail only for what is new.
 *
 * Policy: entries count findings of one identity; as many as an entry says are known, further ones
 * are new. Nothing is concluded from what was not looked at: entries of other packages, of rules that
 * did not run, and of parts of a file that could not be read are neither fixed nor forgotten. What is
 * ignored is neither known nor new.
 */
import { findRule } from '../rules/catalogue.ts';
import type { Need, Rule } from '../rules/rule.ts';
import type { CheckFinding, CheckRecord } from './check-record.ts';
import { type FindingIdentity, identityKey, identityOf, packageName } from './finding-identity.ts';

export interface BaselineEntry extends FindingIdentity {
  /** Findings of this identity. */
  readonly count: number;
}

export interface Baseline {
  /** The record with the findings marked that are known; it must have every finding. */
  apply(record: CheckRecord): CheckRecord;
  /** What was looked for and not found any more; `count` is how many are gone. */
  fixed(): readonly BaselineEntry[];
  /** The entries after this run. */
  updated(): readonly BaselineEntry[];
}

interface Counts {
  readonly identity: FindingIdentity;
  readonly known: number;
  found: number;
  ignored: number;
}

/** @param rules those that run. */
export function baseline(entries: readonly BaselineEntry[], rules: readonly Rule[]): Baseline {
  const all = new Map<string, Counts>(
    entries.map(({ count: known, ...identity }) => [
      identityKey(identity),
      { identity, known, found: 0, ignored: 0 },
    ]),
  );
  const selected = new Map(rules.map(({ id, needs }) => [id, needs]));
  /** By the name of a package: what could be looked at in all files of that name. */
  const examined = new Map<string, ReadonlySet<Need>>();

  const countsOf = (identity: FindingIdentity): Counts => {
    const key = identityKey(identity);
    const counts = all.get(key) ?? { identity, known: 0, found: 0, ignored: 0 };
    all.set(key, counts);
    return counts;
  };

  const mark = (record: CheckRecord, finding: CheckFinding): CheckFinding => {
    const counts = countsOf(identityOf(record, finding));
    counts.found++;
    if (finding.ignored !== undefined) {
      counts.ignored++;
      return finding;
    }
    return counts.found <= counts.known ? { ...finding, baseline: true } : finding;
  };

  const wasLookedFor = ({ package: name, rule }: FindingIdentity): boolean => {
    const parts = examined.get(name);
    if (parts === undefined) return false;
    const needs = selected.get(rule);
    // A rule that no longer exists finds nothing any more.
    return needs === undefined ? findRule(rule) === undefined : parts.has(needs);
  };

  return {
    apply(record) {
      const name = packageName(record);
      const before = examined.get(name);
      const parts = record.examined.filter((part) => before?.has(part) ?? true);
      examined.set(name, new Set(parts));
      return { ...record, findings: record.findings.map((finding) => mark(record, finding)) };
    },
    fixed: () =>
      [...all.values()]
        .filter(({ identity, known, found }) => found < known && wasLookedFor(identity))
        .map(({ identity, known, found }) => ({ ...identity, count: known - found }))
        .sort(compareEntries),
    updated: () =>
      [...all.values()]
        .map(({ identity, known, found, ignored }) => ({
          ...identity,
          count: wasLookedFor(identity) ? found - ignored : Math.max(known, found - ignored),
        }))
        .filter(({ count }) => count > 0)
        .sort(compareEntries),
  };
}

/** The file of a baseline: sorted, an entry a line, so that changes read well in a diff. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort(compareEntries)
    .map(({ package: name, rule, tag, path, count }) =>
      JSON.stringify({ package: name, rule, tag, path, count }),
    );
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

function compareEntries(a: FindingIdentity, b: FindingIdentity): number {
  return (
    compare(a.package, b.package) ||
    compare(a.rule, b.rule) ||
    compare(a.tag ?? -1, b.tag ?? -1) ||
    compare(a.path ?? '', b.path ?? '')
  );
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
