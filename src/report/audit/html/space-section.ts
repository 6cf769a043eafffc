/** What Copy-on-Write costs and saves: sizes, and how packages grow. */
import type { Audit } from '../../../audit/audit.ts';
import { bytesText, grouped } from '../amount-text.ts';
import { costSentences } from '../cost-sentences.ts';
import type { PageData } from '../page/page-data.ts';
import { bar } from './bar.ts';
import { type Html, html } from './html.ts';

/** Extents file by package, up to and without. */
const GROWTHS: readonly (readonly [below: number, text: string])[] = [
  [1, 'smaller'],
  [2, 'up to 2 times'],
  [3, '2 to 3 times'],
  [5, '3 to 5 times'],
  [10, '5 to 10 times'],
  [Number.POSITIVE_INFINITY, '10 times and more'],
];

export function spaceSection(audit: Audit, data: PageData): Html {
  return html`<section aria-labelledby="space">
<h2 id="space">Costs and savings</h2>
${costSentences(audit).map((sentence) => html`<p>${sentence}</p>`)}
<div class="pair">
${chart('Bytes', 'Of packages that have an extents file', sizes(audit), bytesText)}
${chart('Packages', 'Size of the extents file by that of the package', growths(data), grouped)}
</div>
</section>`;
}

interface Row {
  readonly name: string;
  readonly count: number;
  readonly look: string;
}

function sizes({ total: { costs } }: Audit): Row[] {
  return [
    { name: 'Packages', count: costs.transcodableBytes, look: 'plain' },
    ...costs.extentsBytes.map(({ blockSize, bytes }) => ({
      name: `Extents files, ${blockSize / 1024} KiB`,
      count: bytes,
      look: 'cost',
    })),
    { name: 'Cloned at an install', count: costs.clonedBytes, look: 'same' },
  ];
}

function growths({ columns: { size, extents } }: PageData): Row[] {
  const counts = GROWTHS.map(() => 0);
  extents.forEach((bytes, i) => {
    if (bytes < 0) return;
    counts[GROWTHS.findIndex(([below]) => bytes / size[i]! < below)]!++;
  });
  return GROWTHS.map(([, name], i) => ({ name, count: counts[i]!, look: 'cost' }));
}

function chart(
  unit: string,
  title: string,
  rows: readonly Row[],
  text: (count: number) => string,
): Html {
  const longest = Math.max(1, ...rows.map(({ count }) => count));
  return html`<table class="chart">
<caption>${title}</caption>
<thead class="unseen"><tr><th scope="col">What</th><th scope="col">${unit}</th><th scope="col">Share</th></tr></thead>
<tbody>${rows.map(
    ({ name, count, look }) => html`<tr>
<th scope="row">${name}</th>
<td class="number">${text(count)}</td>
<td class="wide">${bar([{ count, look, title: text(count) }], (100 * count) / longest)}</td>
</tr>`,
  )}</tbody>
</table>`;
}
