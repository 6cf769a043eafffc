/** The checks of the host as a section of the page of rules. */
import type { HostRecord } from './host-record.ts';
import { markdownText } from './markdown.ts';

export const HOST_TITLE = 'The host';

const INTRODUCTION = `What \`rpmcow preflight\` looks at, a host and not a package. An **error** means that no file is cloned; a
**warning** that something is worse than it could be.`;

/** Blocks between which a blank line goes. */
export function hostSections(checks: readonly HostRecord[]): string[] {
  const rows = checks.map(
    ({ id, severity, what }) => `| [${id}](#${id}) | ${severity} | ${markdownText(what)} |`,
  );
  return [
    `## ${HOST_TITLE}`,
    INTRODUCTION,
    ['| check | severity | what |', '|---|---|---|', ...rows].join('\n'),
    ...checks.map((check) => `### ${check.id}\n\n${hostBody(check)}`),
  ];
}

/** One check without a heading, as Markdown. */
export function hostBody({ what, why, fix, sources }: HostRecord): string {
  return [
    markdownText(what),
    '',
    `**Why.** ${markdownText(why)}`,
    '',
    `**What to do.** ${markdownText(fix)}`,
    '',
    `- sources: ${sources.map(markdownText).join('; ')}`,
  ].join('\n');
}
