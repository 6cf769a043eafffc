/** The catalogue as pages: a list of all rules, a page a rule, and one of the host. */
import { HOST_TITLE, hostSections } from '../../src/report/host-page.ts';
import type { HostRecord } from '../../src/report/host-record.ts';
import type { RuleRecord } from '../../src/report/rule-record.ts';
import { catalogueMarkdown } from './catalogue-markdown.ts';
import type { CheckedExample } from './checked-examples.ts';
import { ruleMarkdown } from './rule-markdown.ts';
import type { SitePage } from './site-page.ts';

const RULES_PAGE = 'rules/index.html';

/** @param examples all that the rules name. */
export function rulePages(
  rules: readonly RuleRecord[],
  hostChecks: readonly HostRecord[],
  examples: ReadonlyMap<string, CheckedExample>,
): SitePage[] {
  const list: SitePage = {
    path: RULES_PAGE,
    source: 'docs/RULES.md',
    title: 'All rules',
    markdown: catalogueMarkdown(rules),
    menu: { section: 'Rules' },
    codes: ['rpmcow rules'],
  };
  return [
    list,
    ...rules.map((rule) => ({
      path: `rules/${rule.id}.html`,
      source: `docs/rules/${rule.id}.md`,
      title: rule.id,
      markdown: ruleMarkdown(rule, rules, examples),
      menu: { below: RULES_PAGE },
      codes: [rule.id],
    })),
    {
      path: 'rules/host.html',
      source: 'docs/rules/host.md',
      title: HOST_TITLE,
      markdown: [`# ${HOST_TITLE}`, ...hostSections(hostChecks).slice(1)].join('\n\n'),
      menu: { section: 'Rules' },
      codes: hostChecks.map(({ id }) => id),
    },
  ];
}
