/** What is wrong with a package, finding by finding. */
import { grouped } from '../amount-text.ts';
import { element } from './element.ts';
import type { Packages } from './packages.ts';
import type { PageFinding } from './page-data.ts';

export function findingDetails({ data }: Packages, i: number): HTMLElement[] {
  const list = data.findingLists[data.columns.findings[i]!]!;
  const omitted = data.columns.omitted[i]!;
  const title = list.length === 0 ? 'No findings' : 'Findings';
  return [
    element('h3', {}, title),
    ...list.map((place, n) => {
      const finding = data.findings[place]!;
      const isFirst = n === 0 || data.findings[list[n - 1]!]![0] !== finding[0];
      return findingSection(data, finding, isFirst);
    }),
    ...(omitted === 0
      ? []
      : [
          element(
            'p',
            { class: 'quiet' },
            `and in ${grouped(omitted)} more places: rpmcow check has them`,
          ),
        ]),
  ];
}

/** @param isFirst of its rule: then it says what to do. */
function findingSection(
  { rules, severities, texts }: Packages['data'],
  [rule, severity, message, place, expected, found, rpmSays]: PageFinding,
  isFirst: boolean,
): HTMLElement {
  const { id, fix } = rules[rule]!;
  const rows: readonly (readonly [string, string])[] = [
    ['Where', texts[place] ?? ''],
    ['Expected', texts[expected] ?? ''],
    ['Found', texts[found] ?? ''],
    ['rpm says', texts[rpmSays] ?? ''],
    ['What to do', isFirst ? fix : ''],
  ];
  const grade = severities[severity]!;
  return element(
    'section',
    { class: 'finding' },
    element(
      'h4',
      {},
      element('span', { class: `badge ${grade}` }, grade === 'none' ? 'spec only' : grade),
      ` ${texts[message] ?? ''}`,
    ),
    definitions(rows),
    ...(isFirst
      ? [element('p', { class: 'quiet' }, element('code', {}, `rpmcow explain ${id}`))]
      : []),
  );
}

/** Names with what they stand for, but for those that stand for nothing. */
export function definitions(rows: readonly (readonly [string, string])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...rows
      .filter(([, value]) => value !== '')
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );
}
