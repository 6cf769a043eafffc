/** Files that were added, removed and changed, for people. */
import type { FileAttribute, FileChange, FileState, FilesDiff } from '../check/diff/diff-record.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import { changeLines, countsText, type DiffSection } from './diff-section.ts';
import { counted, octalMode } from './inspected-values.ts';
import { wrapText } from './wrap-text.ts';

const TITLE = 'Files';

/** RPMFILE_*: rpm include/rpm/rpmfiles.h. */
const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [1 << 0, 'config'],
  [1 << 1, 'doc'],
  [1 << 3, 'missingok'],
  [1 << 4, 'noreplace'],
  [1 << 6, 'ghost'],
  [1 << 7, 'license'],
  [1 << 8, 'readme'],
  [1 << 12, 'artifact'],
];

export function filesSection(
  files: FilesDiff | null,
  { paint, width }: CheckTextStyle,
): DiffSection {
  if (files === null) return { kind: 'not-compared', title: TITLE };
  const { added, removed, changed, same, digestsCompared } = files;
  if (added.length + removed.length + changed.length === 0 && digestsCompared) {
    return { kind: 'same', title: TITLE };
  }
  const warning =
    'The file digests are of two algorithms: contents of the same size were not compared.';
  return {
    kind: 'different',
    title: TITLE,
    summary: countsText([
      [added.length, 'added'],
      [removed.length, 'removed'],
      [changed.length, 'changed'],
      [same, 'the same'],
    ]),
    lines: [
      ...(digestsCompared ? [] : wrapText(warning, width, '  ')),
      ...changeLines('added', added, fileText, paint),
      ...changeLines('removed', removed, fileText, paint),
      ...changeLines('changed', changed, changeText, paint),
    ],
  };
}

function fileText({ path, type, mode, user, group, size, linkTo }: FileState): string {
  const what = [
    ...(type === 'regular' ? [] : [type.replace('-', ' ')]),
    ...(linkTo === null ? [`${octalMode(mode)} ${user}:${group}`] : [`to ${linkTo}`]),
    ...(size === null ? [] : [counted(size, 'byte')]),
  ];
  return `${path} (${what.join(', ')})`;
}

const CHANGES: Readonly<Record<FileAttribute, (old: FileState, current: FileState) => string>> = {
  mode: (old, current) => `mode ${octalMode(old.mode)} -> ${octalMode(current.mode)}`,
  user: ownerText,
  group: ownerText,
  size: (old, current) => `${old.size} -> ${counted(current.size!, 'byte')}`,
  digest: () => 'other content',
  linkTo: (old, current) => `link to ${old.linkTo} -> ${current.linkTo}`,
  rdev: (old, current) => `device number ${old.rdev} -> ${current.rdev}`,
  capabilities: (old, current) => `capabilities "${old.capabilities}" -> "${current.capabilities}"`,
  flags: (old, current) => `flags ${flagsText(old.flags)} -> ${flagsText(current.flags)}`,
};

function changeText({ path, changed, old, new: current }: FileChange): string {
  const texts = changed.map((attribute) => CHANGES[attribute](old, current));
  // User and group have one text.
  return `${path}: ${[...new Set(texts)].join(', ')}`;
}

function ownerText(old: FileState, current: FileState): string {
  return `owner ${old.user}:${old.group} -> ${current.user}:${current.group}`;
}

function flagsText(flags: number): string {
  const named = FLAGS.filter(([bit]) => (flags & bit) !== 0);
  const rest = named.reduce((left, [bit]) => left & ~bit, flags) >>> 0;
  const names = named.map(([, name]) => name);
  if (rest !== 0) names.push(`0x${rest.toString(16)}`);
  return names.length === 0 ? 'none' : names.join('+');
}
