/**
 * Findings that a new package brings and that are gone, for people.
 *
 * Policy: new errors and warnings are told as check tells them, with what to do; all others take a
 * line a rule.
 */
import type { FindingsDiff } from '../check/diff/diff-record.ts';
import { reaches } from '../check/severity.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import { countsText, type DiffSection } from './diff-section.ts';
import { type FindingGroup, findingGroups } from './finding-groups.ts';
import { findingText, noteText } from './finding-text.ts';
import { wrapText } from './wrap-text.ts';

const TITLE = 'Findings';

export function findingsSection(findings: FindingsDiff, style: CheckTextStyle): DiffSection {
  const { new: added, fixed, unknown, same } = findings;
  if (added.length + fixed.length + unknown.length === 0) return { kind: 'same', title: TITLE };
  const groups = (list: FindingsDiff['new']) =>
    findingGroups({ findings: list, omitted: {} }, style.targets);
  return {
    kind: 'different',
    title: TITLE,
    summary: countsText([
      [added.length, 'new'],
      [fixed.length, 'fixed'],
      [unknown.length, 'perhaps fixed'],
      [same, 'in both'],
    ]),
    lines: [
      ...groups(added).flatMap((group) => newText(group, style)),
      ...ignoredText(added, style),
      ...groups(fixed).flatMap((group) => goneText('fixed', group, style)),
      ...groups(unknown).flatMap((group) =>
        goneText('not looked for in the new one', group, style),
      ),
    ],
  };
}

function newText(group: FindingGroup, style: CheckTextStyle): string[] {
  const { rule, severity, findings } = group;
  if (reaches(severity, 'warning')) return findingText(group, style);
  if (severity === 'note') return noteText(group, style);
  return wrapText(`of no weight here: ${findings[0].message} (${rule})`, style.width, '  ', 4);
}

function goneText(how: string, group: FindingGroup, { width, paint }: CheckTextStyle): string[] {
  const { rule, severity, findings } = group;
  const places = findings.length > 1 ? `, ${findings.length} places` : '';
  const weight = severity === 'none' ? '' : `${severity}: `;
  const text = `${how}: ${weight}${findings[0].message} (${rule}${places})`;
  const [line = '', ...rest] = wrapText(text, width, '  ', 4);
  return [how === 'fixed' ? line.replace(how, paint('good', how)) : line, ...rest];
}

function ignoredText(findings: FindingsDiff['new'], { width }: CheckTextStyle): string[] {
  const rules = new Set(
    findings.filter(({ ignored }) => ignored !== undefined).map(({ rule }) => rule),
  );
  return rules.size === 0 ? [] : wrapText(`new, ignored: ${[...rules].join(', ')}`, width, '  ', 4);
}
