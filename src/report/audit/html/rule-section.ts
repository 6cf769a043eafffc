/** The rules that errors and warnings are of, and what to do about each. */
import type { Audit } from '../../../audit/audit.ts';
import { grouped, many } from '../amount-text.ts';
import type { AuditReportSetting } from '../audit-report-setting.ts';
import { type GraveRule, graveRules } from '../grave-rules.ts';
import { bar } from './bar.ts';
import { filterLink } from './filter-link.ts';
import { type Html, html, NOTHING } from './html.ts';

/** Rules with a row, and those of them that are there without being asked for. */
const MOST = 60;
const FIRST = 10;

export function ruleSection(audit: Audit, setting: AuditReportSetting): Html {
  const all = graveRules(audit, setting);
  if (all.length === 0) return NOTHING;
  const shown = all.slice(0, MOST);
  const longest = Math.max(...shown.map(({ packages }) => packages));
  const left = all.length - shown.length;
  const rest = shown.slice(FIRST);
  return html`<section aria-labelledby="rules">
<h2 id="rules">Rules, gravest first</h2>
${table(shown.slice(0, FIRST), longest)}
${
  rest.length === 0
    ? NOTHING
    : html`<details><summary>${many(rest.length, 'more rule')}</summary>${table(rest, longest)}</details>`
}
${left > 0 ? html`<p class="quiet">and ${many(left, 'rule')} more, in the filter of the packages</p>` : NOTHING}
</section>`;
}

function table(rules: readonly GraveRule[], longest: number): Html {
  return html`<table class="chart rules">
<thead><tr>
<th scope="col">Rule</th>
<th scope="col" class="small">Severity</th>
<th scope="col" class="number">Packages</th>
<th scope="col" class="wide">Share</th>
<th scope="col" class="advice">What builders should do</th>
</tr></thead>
<tbody>${rules.map((rule) => row(rule, longest))}</tbody>
</table>`;
}

function row({ rule, severity, packages, findings, fix = '' }: GraveRule, longest: number): Html {
  const part = { count: packages, look: severity, title: many(findings, 'finding') };
  return html`<tr>
<th scope="row">${filterLink('rule', rule)}</th>
<td class="small"><span class="badge ${severity}">${severity}</span></td>
<td class="number">${grouped(packages)}</td>
<td class="wide">${bar([part], (100 * packages) / longest)}</td>
<td class="advice">${fix}</td>
</tr>`;
}
