/** What changed between two audits, in words that its reports share. */

import type { Fate, PackageChange } from '../../audit/compare/package-change.ts';
import { type AuditComparison, COMPARED_FOR } from '../../audit/compare-audits.ts';
import type { CheckFinding } from '../../check/check-record.ts';
import { compareGravity, gravest, reaches } from '../../check/severity.ts';
import { shownPath } from '../shown-path.ts';
import { many } from './amount-text.ts';
import { printable } from './printable.ts';

export interface ChangeSection {
  readonly title: string;
  readonly changes: readonly PackageChange[];
}

/** What got worse first; each change in the first section that it belongs to. Empty ones are left out. */
export function changeSections({ changes }: AuditComparison): ChangeSection[] {
  const rest = new Set(changes);
  const take = (title: string, belongs: (change: PackageChange) => boolean): ChangeSection => {
    const taken = [...rest].filter(belongs);
    for (const change of taken) rest.delete(change);
    return { title, changes: taken };
  };
  return [
    take('Worse', ({ trend, findings }) => trend === 'worse' || findings.new.some(isGrave)),
    take('Better', ({ trend, findings }) => trend === 'better' || findings.fixed.some(isGrave)),
    take('Otherwise predicted', ({ trend }) => trend === 'other'),
    take('New', ({ kind }) => kind === 'new'),
    take('Gone', ({ kind }) => kind === 'gone'),
    take('Other version', ({ kind }) => kind === 'version'),
    take('Other bytes, same version', ({ kind }) => kind === 'rebuilt'),
    take('Other findings', () => true),
  ].filter((section) => section.changes.length > 0);
}

function isGrave({ severity }: CheckFinding): boolean {
  return reaches(gravest(severity, COMPARED_FOR), 'warning');
}

/** What is to be known before the numbers are believed. */
export function comparisonCaveats({ old, current, sameRules }: AuditComparison): string[] {
  return [
    ...(sameRules
      ? []
      : ['Other rules judged: findings may be new or gone without a change of the package.']),
    ...(old.depth === current.depth
      ? []
      : [`The first was read to depth ${old.depth}, the second to depth ${current.depth}.`]),
  ];
}

export function comparisonCounts({ counts }: AuditComparison): string[] {
  const { packages, predictions, findings } = counts;
  return [
    `${many(packages.new, 'package')} new, ${packages.gone} gone, ${packages.version} in another ` +
      `version, ${packages.rebuilt} with other bytes, ${packages.unchanged} unchanged`,
    `${many(predictions.worse, 'prediction')} worse, ${predictions.better} better, ` +
      `${predictions.other} otherwise different, ${predictions.same} the same`,
    `${many(findings.new, 'finding')} new, ${findings.fixed} fixed, ` +
      `${findings.unknown} not looked for, ${findings.same} unchanged`,
  ];
}

/** `hello-1.0-1.x86_64 -> hello-1.1-1.x86_64`; of what has no name, where it is. */
export function changedPackage({ old, current, location, kind }: PackageChange): string {
  if (kind === 'version' && old !== null && current !== null) return `${old} -> ${current}`;
  return printable(current ?? old ?? shownPath(location));
}

/** `same -> cow-fails`; undefined where nothing changed. */
export function changedPrediction({ fates: { old, current }, trend }: PackageChange) {
  if (trend === 'same' || current === null) return undefined;
  const parts = (['reference', 'rpmcow'] as const).flatMap((side) => stepOf(side, old, current));
  return parts.join(', ');
}

function stepOf(side: keyof Fate, old: Fate | null, current: Fate): string[] {
  if (old === null) return [`${side} ${current[side]}`];
  return old[side] === current[side] ? [] : [`${side} ${old[side]} -> ${current[side]}`];
}

/** `error sig-region-stale-count`, gravest first, each once. */
export function findingWords(findings: readonly CheckFinding[]): string[] {
  const severities = new Map(
    findings.map(({ rule, severity }) => [rule, gravest(severity, COMPARED_FOR)]),
  );
  return [...severities]
    .sort(([, a], [, b]) => compareGravity(a, b))
    .map(([rule, severity]) => (severity === 'none' ? rule : `${severity} ${rule}`));
}
