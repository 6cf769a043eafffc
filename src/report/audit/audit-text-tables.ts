/** The tables in the summary of an audit for people: a few rows each, the rest counted. */
import type { Audit, NamedTally, RepositorySummary, Tally } from '../../audit/audit.ts';
import { clip } from '../ci/clip.ts';
import type { TextSection } from '../text-sections.ts';
import { textTable } from '../text-table.ts';
import { bytesText, grouped } from './amount-text.ts';
import { worstFirst } from './named-tallies.ts';
import { breakingCount, FATE_WORDS, FATES, fateCount, refusedCount } from './prediction-words.ts';
import { nameOrNone, printable } from './printable.ts';

const MOST_REPOSITORIES = 12;
const MOST_NAMES = 5;
/** Characters of a name. */
const MOST_TEXT = 100;

export function repositoryTable({ repositories, total }: Audit): TextSection {
  const shown = repositories.slice(0, MOST_REPOSITORIES);
  const rows = shown.map(({ id, tally }) => [...tallyCells(tally), shortened(id)]);
  const all = shown.length > 1 ? [[...tallyCells(total), 'all']] : [];
  const left = repositories.length - shown.length;
  return {
    heading: 'Repositories',
    lines: [
      ...textTable(REPOSITORY_COLUMNS, [...rows, ...all]),
      ...(left > 0 ? [`and ${left} more`] : []),
      ...shown.flatMap(troubleLines),
    ],
  };
}

const REPOSITORY_COLUMNS = [
  { title: 'PACKAGES', align: 'right' },
  { title: 'GO WRONG', align: 'right' },
  { title: 'NOWHERE', align: 'right' },
  { title: 'UNREAD', align: 'right' },
  { title: 'UNCERTAIN', align: 'right' },
  { title: 'SIZE', align: 'right' },
  { title: 'REPOSITORY' },
] as const;

function tallyCells(tally: Tally): string[] {
  const { packages, unreadable, uncertain, costs } = tally;
  return [
    ...[packages, breakingCount(tally), refusedCount(tally), unreadable, uncertain].map(grouped),
    bytesText(costs.packageBytes),
  ];
}

function troubleLines({ id, troubles }: RepositorySummary): string[] {
  const [first, ...others] = troubles;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [`${shortened(id)}: ${shortened(first)}${more}`];
}

export function predictionTable({ total }: Audit): TextSection {
  const rows = FATES.map((fate) => ({ fate, count: fateCount(total, fate) }))
    .filter(({ count }) => count > 0)
    .map(({ fate, count }) => [grouped(count), FATE_WORDS[fate], `(${fate})`]);
  const [, ...lines] = textTable(
    [{ title: '', align: 'right' }, { title: '' }, { title: '' }],
    rows,
  );
  return { heading: 'With the reference stack, packages', lines };
}

/** Of those with something to repair. */
export function nameTable(heading: string, tallies: readonly NamedTally[]): TextSection {
  const concerned = worstFirst(tallies).filter(
    ({ tally }) => breakingCount(tally) > 0 || tally.gravest.error > 0,
  );
  const left = concerned.length - MOST_NAMES;
  const rows = concerned
    .slice(0, MOST_NAMES)
    .map(({ name, tally }) => [
      ...[tally.packages, breakingCount(tally), tally.gravest.error].map(grouped),
      shortened(nameOrNone(name)),
    ]);
  return {
    heading: `${heading} to talk to`,
    lines:
      rows.length === 0
        ? []
        : [...textTable(NAME_COLUMNS, rows), ...(left > 0 ? [`and ${left} more`] : [])],
  };
}

const NAME_COLUMNS = [
  { title: 'PACKAGES', align: 'right' },
  { title: 'GO WRONG', align: 'right' },
  { title: 'WITH ERRORS', align: 'right' },
  { title: 'NAME' },
] as const;

function shortened(text: string): string {
  return clip(printable(text), MOST_TEXT);
}
