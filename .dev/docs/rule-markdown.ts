/** A rule as Markdown, with what check says of the packages that it names. */
import type { CheckFinding } from '../../src/check/check-record.ts';
import { verdictOf } from '../../src/report/check-verdict.ts';
import { placeText } from '../../src/report/finding-text.ts';
import { markdownCode, markdownText } from '../../src/report/markdown.ts';
import type { RuleRecord } from '../../src/report/rule-record.ts';
import { GROUP_TITLES, NEED_WORDS, versionRange } from '../../src/report/rule-words.ts';
import type { CheckedExample } from './checked-examples.ts';
import { TARGET_QUESTIONS } from './target-questions.ts';

type Examples = ReadonlyMap<string, CheckedExample>;

/** @param rules all, for what stands beside it; @param examples all that the rule names. */
export function ruleMarkdown(
  rule: RuleRecord,
  rules: readonly RuleRecord[],
  examples: Examples,
): string {
  const { id, group, severity, needs, rpmVersions, what, why, fix, sources } = rule;
  const related = relatedRules(rule, examples);
  return [
    `# ${id}`,
    markdownText(what),
    [
      '| for | it is | that asks |',
      '|---|---|---|',
      ...(['transcode', 'install', 'spec'] as const).map(
        (target) => `| ${target} | **${severity[target]}** | ${TARGET_QUESTIONS[target]} |`,
      ),
    ].join('\n'),
    ...(rule.alsoBreaksPlainInstall
      ? ['Not specific to Copy-on-Write: plain rpm fails, too.']
      : []),
    '## Why it matters',
    markdownText(why),
    '## What to do',
    markdownText(fix),
    ...(rpmVersions.length === 0 ? [] : ['## Versions of rpm', versionList(rule)]),
    '## Examples',
    `Packages of [the corpus](../../corpus/README.md), and what \`rpmcow check\` says of them. The rule stays silent on ${silentText(rule)}.`,
    ...rule.examples.fires.flatMap((name) => exampleMarkdown(examples.get(name)!, id)),
    '## Sources',
    sources.map((source) => `- ${markdownText(source)}`).join('\n'),
    '## See also',
    [
      `- looks at ${NEED_WORDS[needs]}`,
      `- part of [${GROUP_TITLES[group]}](../RULES.md#${anchor(GROUP_TITLES[group])}): ${neighbours(rule, rules)}`,
      ...(related.length === 0
        ? []
        : [`- found in the same examples: ${related.map(markdownCode).join(', ')}`]),
    ].join('\n'),
  ].join('\n\n');
}

function versionList({ rpmVersions }: RuleRecord): string {
  return rpmVersions
    .map(
      (range) =>
        `- ${versionRange(range)}: ${markdownText(range.what)} (install: ${range.install})`,
    )
    .join('\n');
}

function silentText({ examples: { silent } }: RuleRecord): string {
  return silent.map(markdownCode).join(', ');
}

/** One package: what is special about it, what is found, what becomes of it. */
function exampleMarkdown({ name, purpose, record }: CheckedExample, id: string): string[] {
  const findings = record.findings.filter(({ rule }) => rule === id);
  const { stack, rpmcow } = verdictOf(record.prediction);
  return [
    `### ${name}`,
    `${markdownText(`${purpose[0]!.toUpperCase()}${purpose.slice(1)}`)}.`,
    ...findings.slice(0, 1).map(findingTable),
    `${stack} ${rpmcow}`,
  ];
}

function findingTable({ message, where, expected, found, rpmSays }: CheckFinding): string {
  const rows = [
    ['message', message],
    ['where', placeText(where)],
    ['expected', expected],
    ['found', found],
    ...(rpmSays === null ? [] : [['rpm says', rpmSays]]),
  ];
  return [
    '| | |',
    '|---|---|',
    ...rows.map(([name = '', text = '']) => `| ${name} | ${markdownText(text)} |`),
  ].join('\n');
}

/** Other rules, no mere notes, that find something in the examples. */
function relatedRules(rule: RuleRecord, examples: Examples): string[] {
  const ids = rule.examples.fires.flatMap((name) =>
    examples
      .get(name)!
      .record.findings.filter(({ severity }) =>
        Object.values(severity).some((each) => each === 'error' || each === 'warning'),
      )
      .map((finding) => finding.rule),
  );
  return [...new Set(ids)].filter((id) => id !== rule.id).sort();
}

/** The rules before and behind it in its group. */
function neighbours({ id, group }: RuleRecord, rules: readonly RuleRecord[]): string {
  const members = rules.filter((rule) => rule.group === group);
  const at = members.findIndex((rule) => rule.id === id);
  return [members[at - 1], members[at + 1]]
    .filter((rule) => rule !== undefined)
    .map((rule) => markdownCode(rule.id))
    .join(' and ');
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(/\s/g, '-');
}
