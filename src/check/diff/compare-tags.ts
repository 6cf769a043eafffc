/**
 * Which tags of the two headers were added, removed or changed.
 *
 * Policy: compares types and bytes, of each tag the entry that rpm finds. Regions are left out: they
 * describe the header itself and change with it.
 */
import { findEntry, type Header } from '../../../native-free-parsers/header/header.ts';
import { REGION_TAG } from '../../../native-free-parsers/header/region.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';
import type { PackageHead } from '../../../native-free-parsers/package-head.ts';
import { inspectHeader } from '../../package/inspect-header.ts';
import type { EntryInspection } from '../../package/inspection.ts';
import type { TagChange } from './diff-record.ts';
import { tagValue } from './tag-values.ts';

/** The signature header's first; of a header by tag. */
export function compareTags(old: PackageHead, current: PackageHead): TagChange[] {
  return [
    ...compareHeaders(old.signature, current.signature),
    ...compareHeaders(old.main, current.main),
  ];
}

function compareHeaders(old: Header, current: Header): TagChange[] {
  const before = inspected(old);
  const after = inspected(current);
  return [...new Set([...tagsOf(old), ...tagsOf(current)])]
    .sort((a, b) => a - b)
    .filter((tag) => !isSame(old, current, tag))
    .map((tag) => tagChange(current.kind, before(tag), after(tag)));
}

function tagsOf({ kind, entries }: Header): number[] {
  return entries.map(({ tag }) => tag).filter((tag) => tag !== REGION_TAG[kind]);
}

function isSame(old: Header, current: Header, tag: number): boolean {
  const a = findEntry(old, tag);
  const b = findEntry(current, tag);
  if (a === undefined || b === undefined) return a === b;
  return (
    old.entries[a]!.type === current.entries[b]!.type &&
    Buffer.compare(entryData(old, a), entryData(current, b)) === 0
  );
}

/** The values are looked at once, and only where something differs. */
function inspected(header: Header): (tag: number) => EntryInspection | undefined {
  let entries: readonly EntryInspection[] | undefined;
  return (tag) => {
    entries ??= inspectHeader(header).entries;
    const position = findEntry(header, tag);
    return position === undefined ? undefined : entries[position];
  };
}

function tagChange(
  kind: Header['kind'],
  old: EntryInspection | undefined,
  current: EntryInspection | undefined,
): TagChange {
  const { tag, name } = (current ?? old)!;
  return {
    header: kind,
    tag,
    name,
    change: old === undefined ? 'added' : current === undefined ? 'removed' : 'changed',
    old: old === undefined ? null : tagValue(old, current),
    new: current === undefined ? null : tagValue(current, old),
  };
}
