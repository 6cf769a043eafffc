/** The embedded columns as packages. Policy: pure; texts are made when they are asked for. */
import type { PageColumns, PageData } from './page-data.ts';
import type { Filter } from './query.ts';

export interface Packages {
  readonly data: PageData;
  readonly count: number;
  name(index: number): string;
  location(index: number): string;
  /** `repository:location`: what addresses call it. */
  id(index: number): string;
  /** A text of a column; empty where there is none. */
  text(column: TextColumn, index: number): string;
  /** The places that a filter tells packages apart by; of rules, several. */
  places(filter: Filter, index: number): readonly number[];
  label(filter: Filter, place: number): string;
  /** In lower case: what a search looks through. */
  words(index: number): string;
}

type TextColumn =
  | 'repository'
  | 'vendor'
  | 'builder'
  | 'service'
  | 'packager'
  | 'evidence'
  | 'because'
  | 'trouble';

const NONE = '(none)';
/** By the number in the column. */
const CERTAINTIES = ['uncertain', 'certain', 'unreadable'] as const;

export function openPackages(data: PageData): Packages {
  const { columns, texts, fileNames } = data;
  const textAt = (place: number): string => texts[place] ?? '';
  const rulesOfList = data.findingLists.map((list) => [
    ...new Set(list.map((finding) => data.findings[finding]![0])),
  ]);
  const column = (filter: SingleFilter): readonly number[] => columns[COLUMN_OF[filter]];

  const location = (i: number) => textAt(columns.directory[i]!) + fileNames[i]!;
  const name = (i: number): string => {
    const place = columns.nevra[i]!;
    if (place >= 0) return textAt(place);
    return place === -1 ? fileNames[i]!.replace(/\.rpm$/, '') : fileNames[i]!;
  };
  const text = (of: TextColumn, i: number) => textAt(columns[of][i]!);
  const places = (filter: Filter, i: number) =>
    filter === 'rule' ? rulesOfList[columns.findings[i]!]! : [column(filter)[i]!];
  const label = (filter: Filter, place: number): string => {
    switch (filter) {
      case 'reference':
        return data.fates[place]!;
      case 'rpmcow':
        return data.outcomes[place] ?? NONE;
      case 'severity':
        return data.severities[place]!;
      case 'certainty':
        return CERTAINTIES[place]!;
      case 'rule':
        return data.rules[place]!.id;
      default:
        return texts[place] ?? NONE;
    }
  };

  const searched: string[] = [];
  const words = (i: number): string => {
    searched[i] ??= [
      name(i),
      location(i),
      ...(['repository', 'vendor', 'builder', 'service', 'trouble'] as const).map((of) =>
        text(of, i),
      ),
      ...places('rule', i).map((rule) => label('rule', rule)),
    ]
      .join('\n')
      .toLowerCase();
    return searched[i];
  };

  return {
    data,
    count: fileNames.length,
    name,
    location,
    id: (i) => `${text('repository', i)}:${location(i)}`,
    text,
    places,
    label,
    words,
  };
}

type SingleFilter = Exclude<Filter, 'rule'>;

const COLUMN_OF: Readonly<Record<SingleFilter, keyof PageColumns>> = {
  repository: 'repository',
  vendor: 'vendor',
  builder: 'builder',
  reference: 'fate',
  rpmcow: 'outcome',
  severity: 'severity',
  certainty: 'certain',
};
