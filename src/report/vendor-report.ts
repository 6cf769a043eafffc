/**
 * A bug report for whoever built a package, in Markdown: what is wrong with the bytes shown, what
 * breaks and for whom, how to repair it, how to see it for oneself.
 *
 * Policy: pure. It says what the bytes say and blames nobody; a reader who has never heard of
 * rpmcow can follow it with rpm's own tools. Text of the package is never taken for Markdown.
 */
import type { CheckFinding, CheckRecord } from '../check/check-record.ts';
import type { CheckSignature } from '../check/check-signature.ts';
import type { Target } from '../check/severity.ts';
import type { Rule } from '../rules/rule.ts';
import { verdictOf } from './check-verdict.ts';
import { type FindingGroup, findingGroups } from './finding-groups.ts';
import { placeText } from './finding-text.ts';
import { hexDump } from './hex-dump.ts';
import { counted } from './inspected-values.ts';
import { markdownBlock, markdownCode, markdownText } from './markdown.ts';
import { reproduction } from './reproduction.ts';
import { versionRange } from './rule-words.ts';
import { shownPath } from './shown-path.ts';

/** Places of one rule that are shown. */
const MOST_PLACES = 3;

export interface VendorReportStyle {
  readonly targets: readonly Target[];
  /** Of rpmcow. */
  readonly version: string;
  readonly ruleOf: (id: string) => Rule | undefined;
}

/** Ends with a newline. */
export function vendorReport(record: CheckRecord, style: VendorReportStyle): string {
  const groups = findingGroups(record, style.targets).filter(
    ({ severity }) => severity === 'error' || severity === 'warning',
  );
  const lines =
    groups.length === 0
      ? [`# ${titleOf(record)}: nothing to report`, '', ...packageTable(record)]
      : [
          `# ${titleOf(record)}: ${markdownText(groups[0]!.findings[0].message)}`,
          '',
          ...packageTable(record),
          '',
          '## What happens',
          '',
          ...effects(record, groups),
          ...groups.flatMap((group, i) => ['', ...defectSection(group, i + 1, style)]),
          '',
          '## How to see it',
          '',
          ...markdownBlock(reproduction(record, groups), 'sh'),
        ];
  const footer = `Found by rpmcow ${style.version} (\`rpmcow check --report vendor\`).`;
  return `${[...lines, '', footer].join('\n')}\n`;
}

function titleOf({ nevra, path }: CheckRecord): string {
  return markdownText(nevra ?? shownPath(path));
}

function packageTable(record: CheckRecord): string[] {
  const { path, nevra, sha256, size, builder, fingerprint, signatures } = record;
  const { service, vendor, packager, host, evidence = [] } = fingerprint ?? {};
  const list = (texts: readonly string[]) => texts.map(markdownText).join('; ') || null;
  const rows: readonly (readonly [name: string, text: string | null | undefined])[] = [
    ['File', codeCell(shownPath(path))],
    ['Package', nevra && codeCell(nevra)],
    ['Size', counted(size, 'byte')],
    ['SHA-256', sha256 && codeCell(sha256)],
    ['Built by', list([builder, service].filter((each) => each != null))],
    ['Evidence for that', list(evidence.map(({ what, where }) => `${what} (${where})`))],
    ['Build host', host && markdownText(host)],
    ['Vendor', vendor && markdownText(vendor)],
    ['Packager', packager && markdownText(packager)],
    ['Signatures', list(signatures.map(signatureText))],
  ];
  return [
    '| | |',
    '|---|---|',
    ...rows.flatMap(([name, text]) => (text ? [`| ${name} | ${text} |`] : [])),
  ];
}

/** `RSA (header): RSA/SHA256, key ID 1964c5fc00000000, good`. */
function signatureText(signature: CheckSignature): string {
  const { name, covers, algorithm, hash, keyId, verdict, because } = signature;
  const packet = keyId === null ? [] : [`${algorithm}/${hash}`, `key ID ${keyId}`];
  const judged = because === null ? verdict : `${verdict} (${because})`;
  return `${name} (${covers.replaceAll('-', ' ')}): ${[...packet, judged].join(', ')}`;
}

/** A cell ends at a bar even within code. */
function codeCell(text: string): string {
  return markdownCode(text).replaceAll('|', '\\|');
}

/** The prediction, and for whom it is worse than that. */
function effects({ prediction }: CheckRecord, groups: readonly FindingGroup[]): string[] {
  const { reference } = prediction;
  const plain = groups.some(({ findings: [first] }) => first.alsoBreaksPlainInstall);
  const onlyCow = reference === 'cow-fails' || reference === 'different-tree';
  const scope = plain
    ? ['This is not specific to Copy-on-Write: plain rpm is concerned as well.']
    : onlyCow
      ? ['Hosts without Copy-on-Write do not notice.']
      : [];
  return [[verdictOf(prediction).stack, ...scope].join(' ')];
}

/** A section about one rule: what is wrong and where, for whom, how to repair it. */
export function defectSection(
  group: FindingGroup,
  number: number,
  { ruleOf }: Pick<VendorReportStyle, 'ruleOf'>,
): string[] {
  const { rule, findings, omitted } = group;
  const definition = ruleOf(rule);
  const more = Math.max(0, findings.length - MOST_PLACES) + omitted;
  return [
    `## ${number}. ${markdownText(findings[0].message)}`,
    '',
    ...(definition === undefined ? [] : [markdownText(definition.doc.why), '']),
    ...findings.slice(0, MOST_PLACES).flatMap(place),
    ...(more > 0 ? [`The same in ${counted(more, 'more place')}.`, ''] : []),
    ...versionLines(definition),
    ...(definition === undefined
      ? []
      : [
          `**How to repair it:** ${markdownText(definition.doc.fix)}`,
          '',
          `Rule ${markdownCode(rule)}; see ${definition.doc.sources.map(markdownText).join('; ')}.`,
        ]),
  ];
}

function place({ where, expected, found, rpmSays, excerpt }: CheckFinding): string[] {
  const says = rpmSays === null ? [] : [`- rpm says: ${markdownCode(rpmSays)}`];
  return [
    `- where: ${markdownText(placeText(where))}`,
    `- expected: ${markdownText(expected)}`,
    `- found: ${markdownText(found)}`,
    ...says,
    '',
    ...(excerpt === undefined ? [] : [...markdownBlock(hexDump(excerpt.offset, excerpt.hex)), '']),
  ];
}

function versionLines(rule: Rule | undefined): string[] {
  if (rule === undefined || rule.rpmVersions.length === 0) return [];
  const ranges = rule.rpmVersions.map(
    ({ since = null, before = null, what }) =>
      `- ${versionRange({ since, before })}: ${markdownText(what)}`,
  );
  return ['Versions of rpm:', '', ...ranges, ''];
}
