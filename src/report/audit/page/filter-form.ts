/** The search field and the filters above the table. */
import { grouped } from '../amount-text.ts';
import { element, found } from './element.ts';
import { FILTER_NAMES, type Filter, type Query } from './query.ts';
import type { Selection } from './select-packages.ts';

/** Milliseconds from the last key to the search. */
const PAUSE = 120;

export interface FilterForm {
  show(query: Query, choices: Selection['choices']): void;
  focus(): void;
}

/** @param change is told what is to be different. */
export function filterForm(change: (changes: Partial<Query>) => void): FilterForm {
  const form = found<HTMLFormElement>('#filters');
  const search = found<HTMLInputElement>('[name=q]', form);
  const selects = FILTER_NAMES.map(
    (name) => [name, found<HTMLSelectElement>(`[name=${name}]`, form)] as const,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;

  const chosen = (): Query['filters'] =>
    Object.fromEntries(
      selects.flatMap(([name, { value }]) => (value === '' ? [] : [[name, value]])),
    );
  const apply = () => {
    clearTimeout(timer);
    change({ filters: chosen(), text: search.value, page: 0 });
  };
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, PAUSE);
  });
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener('reset', () => {
    clearTimeout(timer);
    change({ filters: {}, text: '', page: 0 });
  });

  return {
    show({ filters, text }, choices) {
      // Not while somebody types: the address lags behind the keys.
      if (document.activeElement !== search || text === '') search.value = text;
      for (const [name, select] of selects) showChoices(select, filters[name] ?? '', choices[name]);
    },
    focus: () => search.focus(),
  };
}

function showChoices(
  select: HTMLSelectElement,
  chosen: string,
  counts: Selection['choices'][Filter],
): void {
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (chosen !== '' && !counts.has(chosen)) sorted.push([chosen, 0]);
  select.replaceChildren(
    element('option', { value: '' }, 'all'),
    ...sorted.map(([label, count]) =>
      element('option', { value: label }, `${label} (${grouped(count)})`),
    ),
  );
  select.value = chosen;
}
