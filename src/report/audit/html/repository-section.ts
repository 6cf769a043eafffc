/** What becomes of the packages of each repository, with the reference stack and with rpmcow. */
import type { Audit, RepositorySummary, Tally } from '../../../audit/audit.ts';
import { bytesText, grouped } from '../amount-text.ts';
import { breakingCount, FATE_WORDS, OUTCOME_WORDS } from '../prediction-words.ts';
import { bar } from './bar.ts';
import { filterLink } from './filter-link.ts';
import { type Html, html, NOTHING } from './html.ts';
import { fateParts, type NamedPart, outcomeParts } from './tally-parts.ts';

export function repositorySection({ repositories, total }: Audit): Html {
  const rows = [
    ...repositories.map((each) => row(filterLink('repository', each.id), each.tally)),
    ...(repositories.length > 1 ? [row(html`all`, total)] : []),
  ];
  return html`<section aria-labelledby="repositories">
<h2 id="repositories">Repositories</h2>
<table class="chart two">
<thead><tr>
<th scope="col">Repository</th>
<th scope="col" class="small number">Packages</th>
<th scope="col" class="number">Go wrong</th>
<th scope="col" class="wide">Reference stack</th>
<th scope="col" class="medium wide">rpmcow</th>
<th scope="col" class="medium number">Size</th>
</tr></thead>
<tbody>${rows}</tbody>
</table>
<div class="legends">
${legend('Reference stack: packages that', 'reference', fateParts(total), FATE_WORDS)}
${legend('rpmcow: packages that', 'rpmcow', outcomeParts(total), OUTCOME_WORDS)}
</div>
${troubles(repositories)}
</section>`;
}

function row(name: Html, tally: Tally): Html {
  return html`<tr>
<th scope="row">${name}</th>
<td class="small number">${grouped(tally.packages)}</td>
<td class="number">${grouped(breakingCount(tally))}</td>
<td class="wide">${bar(fateParts(tally))}</td>
<td class="medium wide">${bar(outcomeParts(tally))}</td>
<td class="medium number">${bytesText(tally.costs.packageBytes)}</td>
</tr>`;
}

function legend(
  title: string,
  filter: string,
  parts: readonly NamedPart[],
  words: Readonly<Record<string, string>>,
): Html {
  const items = parts
    .filter(({ count }) => count > 0)
    .map(
      ({ name, count }) => html`<li>
<svg class="key" width="12" height="12" aria-hidden="true" focusable="false"><rect class="${name}" width="12" height="12" rx="2"/></svg>
<span>${words[name]!}: ${filterLink(filter, name, grouped(count))} <code>${name}</code></span></li>`,
    );
  return html`<div><h3>${title}</h3><ul class="legend">${items}</ul></div>`;
}

function troubles(repositories: readonly RepositorySummary[]): Html {
  const items = repositories.flatMap(({ id, troubles }) =>
    troubles.map((trouble) => html`<li><b>${id}</b>: ${trouble}</li>`),
  );
  if (items.length === 0) return NOTHING;
  return html`<h3>Wrong with the repositories themselves</h3><ul>${items}</ul>`;
}
