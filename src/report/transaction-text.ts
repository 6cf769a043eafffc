/**
 * What dnf says of a transaction that rpmcow has looked at: a summary, a line for each package that
 * is not good, and, where dnf is to stop, what can be done.
 */
import type { BadPackage, CheckedPackage } from '../host/dnf/check-transaction.ts';
import type { TransactionPackage } from '../host/dnf/transaction-package.ts';
import { counted } from './inspected-values.ts';

/** Packages that are named before the rest is counted. */
const MOST_PACKAGES = 20;

/** `50 packages checked: 48 survive Copy-on-Write, 1 left alone, 1 not`. */
export function transactionSummary(checked: readonly CheckedPackage[]): string {
  const count = (kind: CheckedPackage['verdict']['kind']) =>
    checked.filter(({ verdict }) => verdict.kind === kind).length;
  const parts = [
    `${count('good')} fit for Copy-on-Write`,
    ...(count('left-alone') > 0 ? [`${count('left-alone')} left alone`] : []),
    ...(count('bad') > 0 ? [`${count('bad')} not`] : []),
  ];
  return `${counted(checked.length, 'package')} checked: ${parts.join(', ')}`;
}

/** A line for each package that is not good. */
export function troubleLines(checked: readonly CheckedPackage[]): string[] {
  const lines = badOf(checked).map(
    ({ pkg, bad }) => `${pkg.nevra} (${pkg.repository}) ${bad.text}${ruleText(bad)}`,
  );
  const more = lines.length - MOST_PACKAGES;
  return more > 0 ? [...lines.slice(0, MOST_PACKAGES), `and ${more} more`] : lines;
}

/** Why dnf stops, and the ways on; undefined where nothing is bad. */
export function stopText(checked: readonly CheckedPackage[]): string | undefined {
  const all = badOf(checked);
  if (all.length === 0) return undefined;
  const namesFor = (remedy: BadPackage['remedy']) =>
    [...new Set(all.filter(({ bad }) => bad.remedy === remedy).map(({ pkg }) => pkg.name))].join(
      ', ',
    );
  const rule = all.find(({ bad }) => bad.rule !== undefined)?.bad.rule;
  const [copy, download] = [namesFor('copy'), namesFor('download')];
  return [
    `${counted(all.length, 'package')} not fit for Copy-on-Write:`,
    ...troubleLines(checked).map((line) => `  ${line}`),
    ...(rule === undefined ? [] : [`To know more: rpmcow explain ${rule}`]),
    ...(copy === '' ? [] : [`To install by copying: list ${copy} in denylist= of rpmcow.conf`]),
    ...(download === '' ? [] : [`To download ${download} again: dnf clean packages`]),
  ].join('\n');
}

/** A package that an audit or the administrator wants left as it is. */
export function deniedText({ nevra, repository }: TransactionPackage, why: string): string {
  return `${nevra} (${repository}) is to be left alone, by denylist= in reflink.conf: ${why}`;
}

function badOf(
  checked: readonly CheckedPackage[],
): { readonly pkg: TransactionPackage; readonly bad: BadPackage }[] {
  return checked.flatMap(({ package: pkg, verdict }) =>
    verdict.kind === 'bad' ? [{ pkg, bad: verdict }] : [],
  );
}

function ruleText({ rule }: BadPackage): string {
  return rule === undefined ? '' : ` [${rule}]`;
}
