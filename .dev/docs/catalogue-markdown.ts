/** The list of all rules, as Markdown; links lead to the pages of the rules, below rules/. */
import { markdownText } from '../../src/report/markdown.ts';
import type { RuleRecord } from '../../src/report/rule-record.ts';
import { GROUP_TITLES } from '../../src/report/rule-words.ts';
import { TARGET_QUESTIONS } from './target-questions.ts';

export function catalogueMarkdown(rules: readonly RuleRecord[]): string {
  const groups = (Object.keys(GROUP_TITLES) as RuleRecord['group'][])
    .map((group) => ({ group, members: rules.filter((rule) => rule.group === group) }))
    .filter(({ members }) => members.length > 0);
  return [
    '# All rules',
    `The ${rules.length} rules that \`rpmcow check\` looks at packages with. Severities are for a target:`,
    Object.entries(TARGET_QUESTIONS)
      .map(([target, question]) => `- \`${target}\`: ${question}`)
      .join('\n'),
    'A rule marked † is not specific to Copy-on-Write: plain rpm fails, too.',
    ...groups.flatMap(({ group, members }) => [
      `## ${GROUP_TITLES[group]}`,
      [
        '| rule | transcode | install | spec | what |',
        '|---|---|---|---|---|',
        ...members.map(catalogueRow),
      ].join('\n'),
    ]),
  ].join('\n\n');
}

function catalogueRow({ id, severity, alsoBreaksPlainInstall, what }: RuleRecord): string {
  const { transcode, install, spec } = severity;
  const mark = alsoBreaksPlainInstall ? ' †' : '';
  const cells = [`[${id}](rules/${id}.md)${mark}`, transcode, install, spec, markdownText(what)];
  return `| ${cells.join(' | ')} |`;
}
