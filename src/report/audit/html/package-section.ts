/** Where the script puts the packages; without a script, what to do. */
import { COLUMNS, type Column, FILTERS } from '../page/query.ts';
import { type Html, html } from './html.ts';

/** How much room a column needs to be there, and what it is made of. */
const LOOKS: Readonly<Record<Column, string>> = {
  name: '',
  repository: 'large',
  vendor: 'large',
  builder: 'medium',
  reference: '',
  rpmcow: 'medium',
  severity: 'small',
  size: 'small number',
  growth: 'large number',
};

const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[];

export function packageSection(): Html {
  return html`<section id="packages" tabindex="-1" aria-labelledby="packages-title">
<h2 id="packages-title">Packages</h2>
<p id="no-script">The packages one by one need JavaScript in this page. Without it, <code>rpmcow audit --report csv</code> has them all.</p>
<div id="browser" hidden>
<form id="filters" role="search" autocomplete="off">
<label class="search">Search <input type="search" name="q" placeholder="name, path, vendor, rule" aria-keyshortcuts="/"></label>
${Object.entries(FILTERS).map(
  ([name, title]) =>
    html`<label>${title} <select name="${name}"><option value="">all</option></select></label>`,
)}
<div class="buttons"><button type="reset">Clear filters</button> <button type="button" id="copy">Copy as CSV</button></div>
</form>
<p id="count" role="status"></p>
<table id="table" aria-describedby="keys">
<caption class="unseen">Packages</caption>
<thead><tr>${COLUMN_NAMES.map(
    (name) =>
      html`<th scope="col" class="${LOOKS[name]}" data-column="${name}"><button type="button">${COLUMNS[name]}</button></th>`,
  )}</tr></thead>
<tbody></tbody>
</table>
<nav id="pages" aria-label="Pages of packages"><button type="button" id="previous">Previous</button> <span></span> <button type="button" id="next">Next</button></nav>
<p id="keys" class="quiet">Keys: <kbd>/</kbd> searches, <kbd>↑</kbd> <kbd>↓</kbd> go from package to package, <kbd>Page Up</kbd> <kbd>Page Down</kbd> turn pages, <kbd>Enter</kbd> opens a package, <kbd>Esc</kbd> closes it.</p>
<dialog id="details" aria-labelledby="details-title"></dialog>
</div>
</section>`;
}
