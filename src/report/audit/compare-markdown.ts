/** What changed between two audits, for a ticket. Policy: pure; text of others is no Markdown. */
import type { AuditComparison } from '../../audit/compare-audits.ts';
import { markdownText } from '../markdown.ts';
import { grouped } from './amount-text.ts';
import {
  changedPackage,
  changedPrediction,
  changeSections,
  comparisonCaveats,
  comparisonCounts,
  findingWords,
} from './compare-words.ts';
import { codeCell, markdownTable } from './markdown-table.ts';

/** Packages of a section; a ticket has room for eight sections of these. */
const MOST_TOLD = 50;

/** Ends with a newline. */
export function compareMarkdown(comparison: AuditComparison): string {
  const lines = [
    '## rpmcow compare',
    '',
    ...comparisonCounts(comparison).map((text) => `- ${text}`),
    ...comparisonCaveats(comparison).map((text) => `- **${text}**`),
    ...changeSections(comparison).flatMap(({ title, changes }) => [
      '',
      `### ${title} (${grouped(changes.length)})`,
      '',
      ...markdownTable(
        ['repository', 'package', 'prediction', 'new findings', 'fixed'],
        changes
          .slice(0, MOST_TOLD)
          .map((change) => [
            markdownText(change.repository),
            codeCell(changedPackage(change)),
            changedPrediction(change) ?? '',
            findingWords(change.findings.new).join(', '),
            findingWords(change.findings.fixed).join(', '),
          ]),
      ),
      ...(changes.length > MOST_TOLD
        ? ['', `${grouped(changes.length - MOST_TOLD)} more did not fit in here.`]
        : []),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
