/** The rule catalogue as a page of Markdown. */
import { hostSections } from './host-page.ts';
import type { HostRecord } from './host-record.ts';
import { markdownCode, markdownText } from './markdown.ts';
import type { RuleRecord } from './rule-record.ts';
import { GROUP_TITLES, NEED_WORDS, versionRange } from './rule-words.ts';

const INTRODUCTION = `# Rules of rpmcow check

Generated from the rules by \`npm run docs\`; \`rpmcow explain <rule>\` prints the same.

Severities are for a target: **transcode** (does the reference transcoder write a complete and right extents file?), **install** (does
the result install on a Copy-on-Write host, with rpm 4.18 or 4.19?), **spec** (is it what the format says?). A rule marked † is not
specific to Copy-on-Write: plain rpm fails, too.`;

/** Ends with a newline. */
export function rulePage(rules: readonly RuleRecord[], hostChecks: readonly HostRecord[]): string {
  const groups = (Object.keys(GROUP_TITLES) as RuleRecord['group'][])
    .map((group) => ({ group, members: rules.filter((rule) => rule.group === group) }))
    .filter(({ members }) => members.length > 0);
  const sections = groups.flatMap(({ group, members }) => [
    `## ${GROUP_TITLES[group]}`,
    overview(members),
    ...members.map(ruleSection),
  ]);
  const host = hostChecks.length === 0 ? [] : hostSections(hostChecks);
  return `${[INTRODUCTION, ...sections, ...host].join('\n\n')}\n`;
}

function overview(rules: readonly RuleRecord[]): string {
  const rows = rules.map(
    ({ id, severity: { transcode, install, spec }, alsoBreaksPlainInstall, what }) =>
      `| [${id}](#${id})${alsoBreaksPlainInstall ? ' †' : ''} | ${transcode} | ${install} | ${spec} | ${markdownText(what)} |`,
  );
  return ['| rule | transcode | install | spec | what |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function ruleSection(rule: RuleRecord): string {
  return `### ${rule.id}\n\n${ruleBody(rule)}`;
}

/** One rule without a heading, as Markdown. */
export function ruleBody(rule: RuleRecord): string {
  const { needs, rpmVersions, what, why, fix, sources, examples } = rule;
  const names = (list: readonly string[]) => list.map(markdownCode).join(', ');
  return [
    markdownText(what),
    '',
    `**Why.** ${markdownText(why)}`,
    '',
    `**What to do.** ${markdownText(fix)}`,
    '',
    ...rpmVersions.map(
      (range) =>
        `- ${versionRange(range)}: ${markdownText(range.what)} (install: ${range.install})`,
    ),
    `- looks at: ${NEED_WORDS[needs]}`,
    `- fires on ${names(examples.fires)}; silent on ${names(examples.silent)}`,
    `- sources: ${sources.map(markdownText).join('; ')}`,
  ].join('\n');
}
