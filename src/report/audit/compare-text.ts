/** What changed between two audits, for people. Policy: pure; long lists are cut, JSON has all. */

import type { PackageChange } from '../../audit/compare/package-change.ts';
import type { AuditComparison } from '../../audit/compare-audits.ts';
import { type TextSection, textSections } from '../text-sections.ts';
import { wrapText } from '../wrap-text.ts';
import { grouped } from './amount-text.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';
import {
  changedPackage,
  changedPrediction,
  changeSections,
  comparisonCaveats,
  comparisonCounts,
  findingWords,
} from './compare-words.ts';
import { printable } from './printable.ts';

/** Packages of a section. */
const MOST_TOLD = 20;

/** Ends with a newline. */
export function compareText(
  comparison: AuditComparison,
  { width, paint }: Pick<AuditReportSetting, 'width' | 'paint'>,
): string {
  const sections: TextSection[] = [
    {
      heading: 'From one audit to the other',
      lines: [
        ...comparisonCounts(comparison),
        ...comparisonCaveats(comparison).flatMap((text) => wrapText(text, width - 2)),
      ],
    },
    ...changeSections(comparison).map(({ title, changes }) => ({
      heading: `${title} (${grouped(changes.length)})`,
      lines: [
        ...changes.slice(0, MOST_TOLD).flatMap((change) => changeLines(change, width - 2)),
        ...(changes.length > MOST_TOLD
          ? [`and ${grouped(changes.length - MOST_TOLD)} more; --format json has all`]
          : []),
      ],
    })),
  ];
  return textSections(sections, (heading) => paint('bold', heading));
}

function changeLines(change: PackageChange, width: number): string[] {
  const prediction = changedPrediction(change);
  const { findings } = change;
  const details = [
    ...(prediction === undefined ? [] : [prediction]),
    ...list('new', findingWords(findings.new)),
    ...list('fixed', findingWords(findings.fixed)),
    ...list('not looked for', findingWords(findings.unknown)),
  ];
  return [
    `${changedPackage(change)} (${printable(change.repository)})`,
    ...details.flatMap((text) => wrapText(text, width, '  ', 4)),
  ];
}

function list(title: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`${title}: ${words.join(', ')}`];
}
