/**
 * What the page shows of the packages: the state that its address keeps, so that a view can be
 * shared. Policy: pure; whatever an address says, a query comes out.
 */

export const FILTERS = {
  repository: 'Repository',
  vendor: 'Vendor',
  builder: 'Builder',
  reference: 'Reference stack',
  rpmcow: 'rpmcow',
  rule: 'Rule',
  severity: 'Gravest finding',
  certainty: 'Prediction',
} as const;

export type Filter = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as readonly Filter[];

/** Columns of the table, by which it sorts. */
export const COLUMNS = {
  name: 'Package',
  repository: 'Repository',
  vendor: 'Vendor',
  builder: 'Builder',
  reference: 'Reference',
  rpmcow: 'rpmcow',
  severity: 'Gravest',
  size: 'Size',
  growth: 'Growth',
} as const;

export type Column = keyof typeof COLUMNS;

export interface Query {
  /** By filter: the label of what is wanted. */
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
  /** Words that all must be there. */
  readonly text: string;
  readonly sort: Column;
  readonly descending: boolean;
  /** From 0. */
  readonly page: number;
  /** The package whose details are shown: `repository:location`. */
  readonly open: string | null;
}

/** Worst first. */
export const EVERYTHING: Query = {
  filters: {},
  text: '',
  sort: 'reference',
  descending: false,
  page: 0,
  open: null,
};

/** @param fragment without its `#`. */
export function parseQuery(fragment: string): Query {
  const fields = new URLSearchParams(fragment);
  const chosen = FILTER_NAMES.flatMap((name) => {
    const value = fields.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  const order = fields.get('sort') ?? '';
  const sort = order.replace(/^-/, '');
  return {
    filters: Object.fromEntries(chosen),
    text: fields.get('q') ?? '',
    ...(isColumn(sort) ? { sort, descending: order.startsWith('-') } : DEFAULT_ORDER),
    page: Math.max(0, (Number.parseInt(fields.get('page') ?? '', 10) || 1) - 1),
    open: fields.get('package'),
  };
}

const DEFAULT_ORDER = { sort: EVERYTHING.sort, descending: EVERYTHING.descending };

/** The fragment for a query, without `#`; what is as usual is left out. */
export function formatQuery({ filters, text, sort, descending, page, open }: Query): string {
  const order = `${descending ? '-' : ''}${sort}`;
  const fields = new URLSearchParams(filters as Record<string, string>);
  if (text !== '') fields.set('q', text);
  if (order !== EVERYTHING.sort) fields.set('sort', order);
  if (page > 0) fields.set('page', `${page + 1}`);
  if (open !== null) fields.set('package', open);
  return fields.toString();
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMNS, name);
}
