/**
 * Header tags that changed, for people.
 *
 * Policy: values stand in one line where there is room. Tags whose changes other sections tell, and
 * those that no two builds have alike, are only named.
 */
import { SIZED_ARRAYS } from '../../native-free-parsers/files.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { DEPENDENCY_TAGS } from '../check/diff/dependencies.ts';
import type { TagChange, TagValue } from '../check/diff/diff-record.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import { changeLines, countsText, type DiffSection } from './diff-section.ts';
import { counted } from './inspected-values.ts';
import { wrapText } from './wrap-text.ts';

const TITLE = 'Header tags';

const FILE_LIST_TAGS: ReadonlySet<number> = new Set([
  ...SIZED_ARRAYS,
  TAG.OLDFILENAMES,
  TAG.BASENAMES,
  TAG.DIRNAMES,
  TAG.DIRINDEXES,
  TAG.FILEDIGESTS,
  TAG.FILELINKTOS,
  TAG.FILEUSERNAME,
  TAG.FILEGROUPNAME,
  TAG.FILEDEVICES,
  TAG.FILELANGS,
  TAG.FILEVERIFYFLAGS,
  TAG.FILECLASS,
  TAG.CLASSDICT,
  TAG.FILEDEPENDSX,
  TAG.FILEDEPENDSN,
  TAG.DEPENDSDICT,
]);

const SIGNED_SIZES_AND_DIGESTS: ReadonlySet<number> = new Set([
  SIGTAG.SIZE,
  SIGTAG.LONGSIZE,
  SIGTAG.PAYLOADSIZE,
  SIGTAG.LONGARCHIVESIZE,
  SIGTAG.MD5,
  SIGTAG.SHA1,
  SIGTAG.SHA256,
  SIGTAG.SHA3_256,
  SIGTAG.RESERVEDSPACE,
]);

const PAYLOAD_DIGESTS: ReadonlySet<number> = new Set([
  TAG.PAYLOADDIGEST,
  TAG.PAYLOADDIGESTALT,
  TAG.PAYLOADSHA512,
  TAG.PAYLOADSHA512ALT,
  TAG.PAYLOADSHA3_256,
  TAG.PAYLOADSHA3_256ALT,
  TAG.PAYLOADSIZE,
  TAG.PAYLOADSIZEALT,
]);

/** Why a changed tag is only named, in the order of the text. */
const NAMED_ONLY = ['digests and sizes', 'of the file list', 'of dependencies'] as const;

export function tagsSection(
  changes: readonly TagChange[] | null,
  { paint, width }: CheckTextStyle,
): DiffSection {
  if (changes === null) return { kind: 'not-compared', title: TITLE };
  if (changes.length === 0) return { kind: 'same', title: TITLE };
  const of = (change: TagChange['change']) => changes.filter((each) => each.change === change);
  const byReason = Map.groupBy(of('changed'), namedOnly);
  return {
    kind: 'different',
    title: TITLE,
    summary: countsText([
      [of('added').length, 'added'],
      [of('removed').length, 'removed'],
      [of('changed').length, 'changed'],
    ]),
    lines: [
      ...changeLines('added', of('added'), (tag) => `${nameOf(tag)}: ${tag.new!.text}`, paint),
      ...changeLines('removed', of('removed'), (tag) => `${nameOf(tag)}: ${tag.old!.text}`, paint),
      ...changeLines('changed', byReason.get(undefined) ?? [], (tag) => changed(tag, width), paint),
      ...NAMED_ONLY.flatMap((reason) => {
        const names = byReason.get(reason)?.map(nameOf) ?? [];
        return names.length === 0
          ? []
          : wrapText(`${reason}: ${names.join(', ')}`, width, '    ', 6);
      }),
    ],
  };
}

function namedOnly({ header, tag }: TagChange): (typeof NAMED_ONLY)[number] | undefined {
  const digests = header === 'signature' ? SIGNED_SIZES_AND_DIGESTS : PAYLOAD_DIGESTS;
  if (digests.has(tag)) return 'digests and sizes';
  if (header === 'signature') return undefined;
  if (FILE_LIST_TAGS.has(tag)) return 'of the file list';
  return DEPENDENCY_TAGS.has(tag) ? 'of dependencies' : undefined;
}

function nameOf({ header, tag, name }: TagChange): string {
  const shown = name ?? `#${tag}`;
  return header === 'signature' ? `signature ${shown}` : shown;
}

function changed(change: TagChange, width: number): string | readonly [string, ...string[]] {
  const [old, current] = [change.old!, change.new!];
  const name = nameOf(change);
  const line = `${name}: ${old.text} -> ${current.text}${elementsText(old, current)}`;
  if (line.length + 4 <= width) return line;
  return [`${name}${elementsText(old, current)}`, `old  ${old.text}`, `new  ${current.text}`];
}

/** Where it says more than the values. */
function elementsText(old: TagValue, current: TagValue): string {
  const parts = [
    ...(old.type === current.type ? [] : [`${old.type} became ${current.type}`]),
    ...(old.count === current.count || old.type === 'BIN'
      ? []
      : [`${old.count} -> ${counted(current.count, 'value')}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
