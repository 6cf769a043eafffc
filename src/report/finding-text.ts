/** One rule's findings in one file: what, where, expected and found, what rpm says, what to do. */
import { signatureTagName, tagName } from '../../native-free-parsers/header/tags.ts';
import type { CheckFinding, CheckPlace } from '../check/check-record.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import type { FindingGroup } from './finding-groups.ts';
import { counted } from './inspected-values.ts';
import { versionRange } from './rule-words.ts';
import { wrapText } from './wrap-text.ts';

/** Further places of a rule that are named one by one. */
const MOST_PLACES = 5;

/** A line of a note: it is named, and `explain` tells the rest. */
export function noteText(
  { rule, findings, omitted }: FindingGroup,
  style: CheckTextStyle,
): string[] {
  const places = findings.length + omitted;
  const times = places > 1 ? `, ${places} places` : '';
  return wrapText(`note: ${findings[0].message} (${rule}${times})`, style.width, '  ', 4);
}

/** Everything about an error or a warning. */
export function findingText(group: FindingGroup, style: CheckTextStyle): string[] {
  const { rule, severity, findings, omitted } = group;
  const [first, ...others] = findings;
  const field = (name: string, text: string) =>
    wrapText(text, style.width, `    ${name.padEnd(10)}`);
  const more = Math.max(0, others.length - MOST_PLACES) + omitted;
  const definition = style.ruleOf(rule);
  return [
    ...title(group, style),
    ...field('where', placeText(first.where)),
    ...field('expected', first.expected),
    ...field('found', first.found),
    ...(first.rpmSays === null ? [] : field('rpm says', first.rpmSays)),
    ...others.slice(0, MOST_PLACES).flatMap((other) => field('also', alsoText(other))),
    ...(more > 0 ? field('', `and in ${counted(more, 'more place')}`) : []),
    ...(first.alsoBreaksPlainInstall
      ? field('note', 'not specific to Copy-on-Write: plain rpm fails, too')
      : []),
    ...(definition === undefined ? [] : reasons(definition, severity, field)),
    ...field('more', `rpmcow explain ${rule}`),
  ];
}

/** For which rpm, why, and what to do; warnings leave the why to explain. */
function reasons(
  { doc, rpmVersions }: Rule,
  severity: Severity,
  field: (name: string, text: string) => string[],
): string[] {
  return [
    ...rpmVersions.flatMap(({ since = null, before = null, what }) =>
      field('for', `${versionRange({ since, before })}: ${what}`),
    ),
    ...(severity === 'error' ? field('why', doc.why) : []),
    ...field('fix', doc.fix),
  ];
}

/** `error: what is wrong`; for which targets, where these differ. */
function title(
  { severity, findings: [first] }: FindingGroup,
  { targets, width, paint }: CheckTextStyle,
): string[] {
  const concerned = targets.filter((target) => first.severity[target] === severity);
  const scope = concerned.length === targets.length ? '' : ` (${concerned.join(', ')})`;
  const [line = '', ...rest] = wrapText(`${severity}: ${first.message}${scope}`, width, '  ', 4);
  const tone = severity === 'error' ? 'error' : 'warning';
  return [line.replace(severity, paint(tone, severity)), ...rest];
}

/** `signature-header at 0x60 (96), 16 bytes, tag 62 HEADERSIGNATURES`. */
export function placeText({ section, offset, length, tag, path }: CheckPlace): string {
  const what = section === 'cpio' ? 'decompressed archive' : section;
  return [
    `${what} at 0x${offset.toString(16)} (${offset})`,
    ...(length === null ? [] : [counted(length, 'byte')]),
    ...(tag === null ? [] : [`tag ${tagText(tag, section)}`]),
    ...(path === null ? [] : [path]),
  ].join(', ');
}

function tagText(tag: number, section: string): string {
  const name = section === 'signature-header' ? signatureTagName(tag) : tagName(tag);
  return name.startsWith('#') ? `${tag}` : `${tag} ${name}`;
}

function alsoText({ where, message }: CheckFinding): string {
  return where.path === null ? `${placeText(where)}: ${message}` : message;
}
