/**
 * A deny list for people: the items and what they deny, what is denied by accident, and what cannot
 * be denied and what to do about it.
 *
 * Policy: pure. Long lists are cut and the rest counted; JSON has all.
 */
import type { DenyList, ImpossibleDenial } from '../../audit/deny-list.ts';
import type { PackageToDeny } from '../../audit/packages-to-deny.ts';
import { shownPath } from '../shown-path.ts';
import { textTable } from '../text-table.ts';
import { wrapText } from '../wrap-text.ts';
import { grouped, many } from './amount-text.ts';
import { printable } from './printable.ts';

/** Packages that are told one by one. */
const MOST_TOLD = 20;

const IMPOSSIBLE: Readonly<Record<ImpossibleDenial<unknown>['because'], string>> = {
  'empty-name': 'the name in its lead is empty',
  'unknown-name': 'its lead could not be read',
  'unusable-name': 'the name in its lead has nothing that an item can have',
};

const WAYS_OUT =
  'To keep these away from Copy-on-Write hosts: exclude them in the configuration of dnf ' +
  '(excludepkgs=), or transcode with rpmcow, which passes on what the reference breaks and whose ' +
  'RPMCOW_DENY_NAMES has exact names.';

export interface DenyListStyle {
  /** Characters of a line. */
  readonly width: number;
}

/** Ends with a newline. */
export function denyListText(list: DenyList<PackageToDeny>, { width }: DenyListStyle): string {
  const { items, value, accidents, impossible } = list;
  const lines = [
    ...wrapText(denyListSummary(list), width),
    ...(items.length === 0 ? [] : ['', ...itemTable(list)]),
    ...(items.length === 0 ? [] : ['', `denylist=${value}`]),
    ...section(
      'Denied by accident: their names have an item in them, and no list without them denies all that must be.',
      accidents.map(packageText),
      width,
    ),
    ...section(
      'Cannot be denied:',
      impossible.map(({ package: pkg, because }) => `${packageText(pkg)}: ${IMPOSSIBLE[because]}`),
      width,
    ),
    ...(impossible.length === 0 ? [] : ['', ...wrapText(WAYS_OUT, width)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** In a sentence or three, what the list does and whether it is the best. */
export function denyListSummary(list: DenyList<PackageToDeny>): string {
  const { items, denied, accidents, impossible, atLeast, fits, value } = list;
  const must = denied.length + impossible.length;
  if (must === 0) return 'No package must be denied.';
  const few =
    atLeast === items.length
      ? 'There is no shorter list.'
      : `It takes ${many(atLeast, 'item')} in any case; whether fewer than these do is not known.`;
  const sentences = [
    `${many(items.length, 'item')} ${items.length === 1 ? 'denies' : 'deny'} ` +
      `${grouped(denied.length)} of ${many(must, 'package')} that must be denied, and ` +
      `${grouped(accidents.length)} by accident.`,
    ...(items.length === 0 ? [] : [few]),
    ...(fits
      ? []
      : [
          `The list has ${many(value.length, 'byte')}, which is more than Linux lets a variable ` +
            'have: with it no transcoder starts, and no package is downloaded.',
        ]),
  ];
  return sentences.join(' ');
}

function itemTable({ items }: DenyList<PackageToDeny>): string[] {
  return textTable(
    [
      { title: 'DENIES', align: 'right' },
      { title: 'BY ACCIDENT', align: 'right' },
      { title: 'ITEM' },
    ],
    items.map(({ text, denies, accidents }) => [
      grouped(denies.length),
      grouped(accidents.length),
      text,
    ]),
  );
}

function section(title: string, packages: readonly string[], width: number): string[] {
  if (packages.length === 0) return [];
  const more = packages.length - MOST_TOLD;
  return [
    '',
    ...wrapText(title, width),
    ...packages.slice(0, MOST_TOLD).map((text) => `  ${text}`),
    ...(more > 0 ? [`  and ${grouped(more)} more; --format json has all`] : []),
  ];
}

/** Where it is; mostly that has its name, version and architecture, and no two are the same. */
function packageText({ location, repository }: PackageToDeny): string {
  return `${printable(shownPath(location))} (${printable(repository)})`;
}
