/**
 * A bug report for whoever built some of the packages of an audit, in Markdown: each defect once, with
 * one package to see it in, and all packages that have it.
 *
 * Policy: as vendor-report.ts, whose sections these are: what the bytes say, blaming nobody. Errors
 * and warnings only. A package that shows a defect is the first one of the audit.
 */
import type { Audit, AuditedPackage } from '../../audit/audit.ts';
import { globMatcher } from '../../check/glob.ts';
import { compareGravity, type Target } from '../../check/severity.ts';
import { findRule } from '../../rules/catalogue.ts';
import { type FindingGroup, findingGroups } from '../finding-groups.ts';
import { markdownBlock, markdownText } from '../markdown.ts';
import { reproduction } from '../reproduction.ts';
import { shownPath } from '../shown-path.ts';
import { defectSection } from '../vendor-report.ts';
import { many } from './amount-text.ts';
import { codeCell } from './markdown-table.ts';
import { printable } from './printable.ts';

/** Whose packages: globs on what the package says; undefined: any. */
export interface VendorSelection {
  readonly vendor?: string;
  /** The program that wrote the package, as reports name it: `rpmbuild 4.18.0`. */
  readonly builder?: string;
}

/** Packages of one defect that are named. */
const MOST_NAMED = 50;
const TARGETS: readonly Target[] = ['transcode', 'install'];

interface Defect {
  readonly group: FindingGroup;
  /** The first package that has it. */
  readonly shown: AuditedPackage & { readonly record: NonNullable<AuditedPackage['record']> };
  readonly names: string[];
  packages: number;
}

/** Ends with a newline. @param version of rpmcow. */
export function* auditVendorReport(
  audit: Pick<Audit, 'packages'>,
  selection: VendorSelection,
  version: string,
): Iterable<string> {
  const { packages, affected, defects } = defectsOf(audit, selection);
  const whose = markdownText(selectionText(selection));
  yield `# ${many(affected, 'package')}${whose} with defects\n\n`;
  yield `Of ${many(packages, 'package')}${whose}, ${affected} have defects that matter to ` +
    'installing them on a Copy-on-Write host.\n';
  for (const [i, { group, shown, names, packages: count }] of defects.entries()) {
    const { record, repository } = shown;
    const place = `${record.nevra ?? shownPath(record.path)} (${repository})`;
    const more = count - names.length;
    const lines = [
      '',
      ...defectSection(group, i + 1, { ruleOf: findRule }),
      '',
      `The places are those of ${codeCell(printable(place))}. To see them:`,
      '',
      ...markdownBlock(reproduction(record, [group]), 'sh'),
      '',
      `In ${many(count, 'package')}:`,
      '',
      ...names.map((name) => `- ${codeCell(name)}`),
      ...(more > 0 ? [`- and ${more} more`] : []),
    ];
    yield `${lines.join('\n')}\n`;
  }
  yield `\nFound by rpmcow ${version} (\`rpmcow audit --report vendor\`).\n`;
}

/** Gravest first, then those of most packages. */
function defectsOf(audit: Pick<Audit, 'packages'>, selection: VendorSelection) {
  const isWanted = selectorOf(selection);
  const byRule = new Map<string, Defect>();
  let packages = 0;
  let affected = 0;
  for (const pkg of audit.packages()) {
    const { record } = pkg;
    if (record === null || !isWanted(pkg)) continue;
    packages++;
    const groups = findingGroups(record, TARGETS).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    if (groups.length > 0) affected++;
    for (const group of groups) {
      const defect = byRule.get(group.rule) ?? {
        group,
        shown: { ...pkg, record },
        names: [],
        packages: 0,
      };
      byRule.set(group.rule, defect);
      defect.packages++;
      const name = record.nevra ?? shownPath(record.path);
      if (defect.names.length < MOST_NAMED) defect.names.push(printable(name));
    }
  }
  const defects = [...byRule.values()].sort(
    (a, b) => compareGravity(a.group.severity, b.group.severity) || b.packages - a.packages,
  );
  return { packages, affected, defects };
}

function selectorOf({ vendor, builder }: VendorSelection): (pkg: AuditedPackage) => boolean {
  const isVendor = vendor === undefined ? () => true : globMatcher(vendor);
  const isBuilder = builder === undefined ? () => true : globMatcher(builder);
  return ({ record }) =>
    isVendor(record?.fingerprint?.vendor ?? '') && isBuilder(record?.builder ?? '');
}

/** ` of Vendor, built by fpm`; nothing where all are meant. */
function selectionText({ vendor, builder }: VendorSelection): string {
  const parts = [
    ...(vendor === undefined ? [] : [` of ${printable(vendor)}`]),
    ...(builder === undefined ? [] : [` built by ${printable(builder)}`]),
  ];
  return parts.join(',');
}
