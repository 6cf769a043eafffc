/**
 * An audit in Markdown, for a ticket.
 *
 * Policy: the answer first, then the packages that go wrong, the worst first. What does not fit into
 * the limit is counted; text of packages and repositories is no Markdown.
 */
import type { Audit } from '../../audit/audit.ts';
import { clip } from '../ci/clip.ts';
import { markdownCode, markdownText } from '../markdown.ts';
import { bytesText, grouped, many } from './amount-text.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';
import { ANSWER_WORDS, auditVerdict, type Verdict } from './audit-verdict.ts';
import { costSentences } from './cost-sentences.ts';
import { graveRules } from './grave-rules.ts';
import { markdownPackages } from './markdown-packages.ts';
import { codeCell, markdownTable } from './markdown-table.ts';
import { worstFirst } from './named-tallies.ts';
import { breakingCount, FATE_WORDS, FATES, fateCount } from './prediction-words.ts';
import { nameOrNone, printable } from './printable.ts';
import { uncertaintySentence } from './uncertainty-sentence.ts';

/** Characters; trackers take 65,536. */
const LIMIT = 60_000;
/** Rows of the tables in front of the packages. */
const MOST_ROWS = 15;
const MOST_TEXT = 300;

export function* auditMarkdown(audit: Audit, setting: AuditReportSetting): Generator<string> {
  const head = headOf(audit, setting);
  yield head;
  yield* markdownPackages(audit, LIMIT - head.length);
}

function headOf(audit: Audit, setting: AuditReportSetting): string {
  const { reference, rpmcow, besides } = auditVerdict(audit);
  const uncertainty = uncertaintySentence(audit);
  return [
    '## rpmcow audit',
    '',
    answerLine('with the reference stack', reference),
    answerLine('with rpmcow', rpmcow),
    ...besides.map((sentence) => `- ${markdownText(sentence)}`),
    ...(uncertainty === undefined ? [] : [`- ${markdownText(uncertainty)}`]),
    '',
    ...repositories(audit),
    ...names('builder', audit.builders),
    ...names('vendor', audit.vendors),
    ...rules(audit, setting),
    '### Costs and savings',
    '',
    ...costSentences(audit).map((sentence) => `- ${markdownText(sentence)}`),
    '',
    '',
  ].join('\n');
}

function answerLine(stack: string, { answer, sentence }: Verdict): string {
  return `- Copy-on-Write ${stack}: **${ANSWER_WORDS[answer]}**. ${markdownText(sentence)}`;
}

function repositories({ repositories, total }: Audit): string[] {
  const fates = FATES.filter((fate) => fateCount(total, fate) > 0);
  const row = (name: string, tally: Audit['total']) => [
    name,
    grouped(tally.packages),
    ...fates.map((fate) => grouped(fateCount(tally, fate))),
    bytesText(tally.costs.packageBytes),
  ];
  const rows = repositories
    .slice(0, MOST_ROWS)
    .map(({ id, tally }) => row(codeCell(clipped(id)), tally));
  const left = repositories.length - rows.length;
  const troubles = repositories.flatMap(({ id, troubles }) =>
    troubles.slice(0, 1).map((trouble) => `- ${markdownCode(clipped(id))}: ${textOf(trouble)}`),
  );
  return [
    ...markdownTable(
      ['repository', '-packages', ...fates.map((fate) => `-${fate}`), '-size'],
      [...rows, ...(repositories.length > 1 ? [row('all', total)] : [])],
    ),
    '',
    ...(left > 0 ? [`${many(left, 'more line')} left out.`, ''] : []),
    ...fates.map((fate) => `- ${markdownCode(fate)}: packages that ${FATE_WORDS[fate]}`),
    '',
    ...(troubles.length === 0 ? [] : [...troubles.slice(0, MOST_ROWS), '']),
  ];
}

function names(noun: string, tallies: Audit['builders']): string[] {
  const concerned = worstFirst(tallies).filter(
    ({ tally }) => breakingCount(tally) > 0 || tally.gravest.error > 0,
  );
  if (concerned.length === 0) return [];
  const left = concerned.length - MOST_ROWS;
  const rows = concerned
    .slice(0, MOST_ROWS)
    .map(({ name, tally }) => [
      textOf(nameOrNone(name)),
      ...[tally.packages, breakingCount(tally), tally.gravest.error].map(grouped),
    ]);
  return [
    ...markdownTable([noun, '-packages', '-go wrong', '-with errors'], rows),
    '',
    ...(left > 0 ? [`and ${many(left, `more ${noun}`)}.`, ''] : []),
  ];
}

function rules(audit: Audit, setting: AuditReportSetting): string[] {
  const all = graveRules(audit, setting);
  if (all.length === 0) return [];
  const left = all.length - MOST_ROWS;
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ rule, severity, packages, fix = '' }) => [
      codeCell(rule),
      severity,
      grouped(packages),
      textOf(fix),
    ]);
  return [
    ...markdownTable(['rule', 'severity', '-packages', 'what builders should do'], rows),
    '',
    ...(left > 0 ? [`and ${many(left, 'more rule')}.`, ''] : []),
  ];
}

function clipped(text: string): string {
  return clip(printable(text), MOST_TEXT);
}

function textOf(text: string): string {
  return markdownText(clipped(text));
}
