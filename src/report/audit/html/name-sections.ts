/** Whose packages go wrong: builders and vendors. */
import type { Audit, NamedTally, Tally } from '../../../audit/audit.ts';
import { grouped, many } from '../amount-text.ts';
import { worstFirst } from '../named-tallies.ts';
import { breakingCount } from '../prediction-words.ts';
import { nameOrNone } from '../printable.ts';
import { bar } from './bar.ts';
import { filterLink } from './filter-link.ts';
import { type Html, html, NOTHING } from './html.ts';
import { fateParts } from './tally-parts.ts';

const MOST = 12;

export function nameSections({ builders, vendors }: Audit): Html {
  return html`<div class="pair">
${section('builder', 'Builders', builders)}
${section('vendor', 'Vendors', vendors)}
</div>`;
}

function section(filter: string, title: string, tallies: readonly NamedTally[]): Html {
  const sorted = worstFirst(tallies);
  const shown = sorted.slice(0, MOST);
  const left = sorted.length - shown.length;
  return html`<section aria-labelledby="${filter}s">
<h2 id="${filter}s">${title}</h2>
<table class="chart">
<thead><tr>
<th scope="col">${title.slice(0, -1)}</th>
<th scope="col" class="small number">Packages</th>
<th scope="col" class="number">Go wrong</th>
<th scope="col" class="small number">With errors</th>
<th scope="col" class="wide">Reference stack</th>
</tr></thead>
<tbody>${shown.map(({ name, tally }) => row(filter, name, tally))}</tbody>
</table>
${left > 0 ? html`<p class="quiet">and ${many(left, `more ${filter}`)}, in the filter of the packages</p>` : NOTHING}
</section>`;
}

function row(filter: string, name: string, tally: Tally): Html {
  return html`<tr>
<th scope="row">${filterLink(filter, nameOrNone(name))}</th>
<td class="small number">${grouped(tally.packages)}</td>
<td class="number">${grouped(breakingCount(tally))}</td>
<td class="small number">${grouped(tally.gravest.error)}</td>
<td class="wide">${bar(fateParts(tally))}</td>
</tr>`;
}
