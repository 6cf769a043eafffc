/**
 * The summary of an audit for people: what was asked first, then who has to repair what, what it
 * costs, and what to do next.
 *
 * Policy: about a screen, however many repositories; what does not fit is counted. Pure.
 */
import type { Audit } from '../../audit/audit.ts';
import { clip } from '../ci/clip.ts';
import type { Tone } from '../paint.ts';
import { type TextSection, textSections } from '../text-sections.ts';
import { wrapText } from '../wrap-text.ts';
import { grouped, many } from './amount-text.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';
import { nameTable, predictionTable, repositoryTable } from './audit-text-tables.ts';
import { ANSWER_WORDS, type Answer, auditVerdict, type Verdict } from './audit-verdict.ts';
import { costSentences } from './cost-sentences.ts';
import { graveRules } from './grave-rules.ts';
import { nextSteps } from './next-steps.ts';
import { printable } from './printable.ts';
import { uncertaintySentence } from './uncertainty-sentence.ts';
import { firstUnreadable } from './unreadable-packages.ts';

/** Entries of a list, characters of a text of others. */
const MOST_RULES = 5;
const MOST_UNREADABLE = 3;
const MOST_TEXT = 200;

const TONES: Readonly<Record<Answer, Tone>> = { yes: 'good', no: 'bad', open: 'doubtful' };

export function* auditText(audit: Audit, setting: AuditReportSetting): Generator<string> {
  const { width, paint } = setting;
  const { reference, rpmcow, besides } = auditVerdict(audit);
  yield* verdictLines('with the reference stack', reference, setting);
  yield* verdictLines('with rpmcow', rpmcow, setting);
  for (const line of besides.flatMap((sentence) => wrapText(sentence, width))) yield `${line}\n`;
  yield '\n';
  const sections = [
    repositoryTable(audit),
    predictionTable(audit),
    nameTable('Builders', audit.builders),
    nameTable('Vendors', audit.vendors),
    rules(audit, setting),
    prose('Costs and savings', costSentences(audit), width),
    uncertain(audit, width),
    unreadable(audit, width),
    { heading: 'Next', lines: nextSteps(audit).map(({ command, what }) => `${command}  ${what}`) },
  ].filter(({ lines }) => lines.length > 0);
  yield textSections(sections, (heading) => paint('bold', heading));
}

function* verdictLines(
  stack: string,
  { answer, sentence }: Verdict,
  { width, paint }: AuditReportSetting,
): Generator<string> {
  const word = ANSWER_WORDS[answer];
  const [line = '', ...rest] = wrapText(
    `Copy-on-Write ${stack}: ${word}. ${sentence}`,
    width,
    '',
    2,
  );
  yield `${line.replace(`: ${word}.`, `: ${paint(TONES[answer], word)}.`)}\n`;
  for (const each of rest) yield `${each}\n`;
}

function rules(audit: Audit, setting: AuditReportSetting): TextSection {
  const all = graveRules(audit, setting);
  const left = all.length - MOST_RULES;
  const lines = all
    .slice(0, MOST_RULES)
    .flatMap(({ rule, severity, packages, fix }) => [
      `${severity}: ${rule}, ${many(packages, 'package')}`,
      ...(fix === undefined ? [] : wrapText(firstSentence(fix), setting.width - 2, '  ')),
    ]);
  return {
    heading: 'Gravest rules, and what builders should do (more: rpmcow explain RULE)',
    lines: left > 0 ? [...lines, `and ${many(left, 'rule')} more`] : lines,
  };
}

/** `explain` has the rest. */
function firstSentence(text: string): string {
  return /^.*?[.;](?= |$)/s.exec(text)?.[0].replace(/;$/, '.') ?? text;
}

function prose(heading: string, sentences: readonly string[], width: number): TextSection {
  return {
    heading,
    lines: sentences.flatMap((sentence) => wrapText(sentence, width - 2, '', 2)),
  };
}

function uncertain(audit: Audit, width: number): TextSection {
  const sentence = uncertaintySentence(audit);
  return prose('Uncertain', sentence === undefined ? [] : [sentence], width);
}

function unreadable(audit: Audit, width: number): TextSection {
  const first = firstUnreadable(audit, MOST_UNREADABLE);
  const left = audit.total.unreadable - first.length;
  const sentences = first.map(({ repository, location, trouble }) =>
    [repository, location, trouble.message].map(shortened).join(': '),
  );
  return prose(
    'Not read',
    left > 0 ? [...sentences, `and ${grouped(left)} more`] : sentences,
    width,
  );
}

function shortened(text: string): string {
  return clip(printable(text), MOST_TEXT);
}
