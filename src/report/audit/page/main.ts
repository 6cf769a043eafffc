/**
 * Brings the page to life: reads the embedded packages, and shows what the address asks for.
 *
 * Policy: the address is the only state. Whatever is chosen changes the address, and what the address
 * says is shown.
 */
import { found } from './element.ts';
import { filterForm } from './filter-form.ts';
import { packageDetails } from './package-details.ts';
import { packageTable } from './package-table.ts';
import { openPackages } from './packages.ts';
import { packagesCsv } from './packages-csv.ts';
import { formatQuery, parseQuery, type Query } from './query.ts';
import { type Selection, selectPackages } from './select-packages.ts';

const packages = openPackages(JSON.parse(found('#data').textContent));
let query: Query = parseQuery(location.hash.slice(1));
let selection: Selection;
/** The query that the table is of, without the open package. */
let tabled: string | undefined;

const form = filterForm(change);
const table = packageTable(packages, change);
const details = packageDetails(packages, () => {
  if (query.open !== null) change({ open: null });
});

function change(changes: Partial<Query>): void {
  query = { ...query, ...changes };
  history.replaceState(null, '', `#${formatQuery(query)}`);
  show();
}

function show(): void {
  const wanted = formatQuery({ ...query, open: null });
  if (wanted !== tabled) {
    tabled = wanted;
    selection = selectPackages(packages, query);
    form.show(query, selection.choices);
    table.show(query, selection.rows);
  }
  details.show(openIndex(query.open));
}

function openIndex(id: string | null): number | undefined {
  if (id === null) return undefined;
  for (let i = 0; i < packages.count; i++) if (packages.id(i) === id) return i;
  return undefined;
}

/** Fragments without `=` are places of the page. */
function isQuery(fragment: string): boolean {
  return fragment.length <= 1 || fragment.includes('=');
}

addEventListener('hashchange', () => {
  if (!isQuery(location.hash)) return;
  query = parseQuery(location.hash.slice(1));
  show();
});

addEventListener('keydown', (event) => {
  const { target } = event;
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  if (event.key !== '/' || isTyping || query.open !== null) return;
  event.preventDefault();
  form.focus();
});

/** Charts filter the table far below them: show it. */
function goToPackages(): void {
  const section = found('#packages');
  section.scrollIntoView();
  section.focus({ preventScroll: true });
}

for (const link of document.querySelectorAll('main a[href*="="]')) {
  // After the address has changed.
  link.addEventListener('click', () => setTimeout(goToPackages));
}

found('#copy').addEventListener('click', async () => {
  const count = found('#count');
  try {
    await navigator.clipboard.writeText(packagesCsv(packages, selection.rows));
    count.textContent = `Copied ${selection.rows.length} packages as CSV.`;
  } catch (error) {
    count.textContent = `The browser does not let this page copy: ${error}`;
  }
});

found('#no-script').hidden = true;
found('#browser').hidden = false;
show();
if (location.hash.includes('=')) goToPackages();
