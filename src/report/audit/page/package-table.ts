/** The table of packages: a page of rows, its order, and how keys move in it. */
import { bytesText, grouped } from '../amount-text.ts';
import { element, found } from './element.ts';
import type { Packages } from './packages.ts';
import { type Column, formatQuery, type Query } from './query.ts';
import { growth } from './select-packages.ts';
import { moveFocus } from './table-keys.ts';

const ROWS = 50;

export interface PackageTable {
  /** @param rows all that were found. */
  show(query: Query, rows: readonly number[]): void;
}

export function packageTable(
  packages: Packages,
  change: (changes: Partial<Query>) => void,
): PackageTable {
  const body = found<HTMLTableSectionElement>('#table tbody');
  const headers = [...document.querySelectorAll<HTMLElement>('#table th[data-column]')];
  const previous = found<HTMLButtonElement>('#previous');
  const next = found<HTMLButtonElement>('#next');
  let shown: Query;
  let pages = 1;

  for (const header of headers) {
    const column = header.dataset['column'] as Column;
    found('button', header).addEventListener('click', () => {
      const descending = shown.sort === column ? !shown.descending : BEST_FIRST.has(column);
      change({ sort: column, descending, page: 0 });
    });
  }
  const turn = (by: 1 | -1): boolean => {
    const page = shown.page + by;
    if (page < 0 || page >= pages) return false;
    change({ page });
    return true;
  };
  previous.addEventListener('click', () => turn(-1));
  next.addEventListener('click', () => turn(1));
  body.addEventListener('keydown', (event) => {
    if (moveFocus(body, event.key, turn)) event.preventDefault();
  });

  return {
    show(query, rows) {
      pages = Math.max(1, Math.ceil(rows.length / ROWS));
      shown = { ...query, page: Math.min(query.page, pages - 1) };
      const from = shown.page * ROWS;
      body.replaceChildren(
        ...rows.slice(from, from + ROWS).map((i) => packageRow(packages, i, shown)),
      );
      showOrder(headers, shown);
      previous.disabled = shown.page === 0;
      next.disabled = shown.page === pages - 1;
      found('#pages span').textContent = `page ${grouped(shown.page + 1)} of ${grouped(pages)}`;
      found('#count').textContent = countText(packages.count, rows.length, from);
    },
  };
}

/** Columns that are clicked on for their largest values. */
const BEST_FIRST: ReadonlySet<Column> = new Set<Column>(['size', 'growth']);

function countText(all: number, found: number, from: number): string {
  if (found === 0) return `None of ${grouped(all)} packages.`;
  const shown = `${grouped(from + 1)} to ${grouped(Math.min(found, from + ROWS))}`;
  return found === all
    ? `Packages ${shown} of ${grouped(all)}.`
    : `Packages ${shown} of ${grouped(found)}, out of ${grouped(all)}.`;
}

function showOrder(headers: readonly HTMLElement[], { sort, descending }: Query): void {
  for (const header of headers) {
    if (header.dataset['column'] !== sort) header.removeAttribute('aria-sort');
    else header.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  }
}

function packageRow(packages: Packages, i: number, query: Query): HTMLTableRowElement {
  const { columns, fates, outcomes, severities } = packages.data;
  const fate = fates[columns.fate[i]!]!;
  const severity = severities[columns.severity[i]!]!;
  const size = columns.size[i]!;
  const times = growth(packages, i);
  const uncertain = columns.certain[i] === 0 ? ' ?' : '';
  const link = element(
    'a',
    { href: `#${formatQuery({ ...query, open: packages.id(i) })}` },
    packages.name(i),
  );
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      link,
      element('small', { class: 'narrow' }, origin(packages, i)),
    ),
    element('td', { class: 'large' }, packages.text('repository', i)),
    element('td', { class: 'large' }, packages.text('vendor', i)),
    element('td', { class: 'medium' }, packages.text('builder', i)),
    element('td', {}, element('span', { class: `badge ${fate}` }, `${fate}${uncertain}`)),
    element('td', { class: 'medium outcome' }, outcomes[columns.outcome[i]!] ?? ''),
    element(
      'td',
      { class: 'small' },
      ...(severity === 'none' ? [] : [element('span', { class: `badge ${severity}` }, severity)]),
    ),
    element('td', { class: 'small number' }, size < 0 ? '' : bytesText(size)),
    element('td', { class: 'large number' }, times === undefined ? '' : times.toFixed(2)),
  );
}

/** Where columns have no room. */
function origin(packages: Packages, i: number): string {
  return [packages.text('repository', i), packages.text('builder', i)].filter(Boolean).join(', ');
}
