/** Applies what a description wants of a header: entries replaced, added, left out, region odd. */

import type { HeaderWishes } from './description.ts';
import type { HeaderShape } from './header-blob.ts';
import type { HeaderEntry } from './header-entry.ts';

/**
 * Entries sorted by tag, with the region `regionTag`, or with none where that is undefined or the
 * wishes say so.
 */
export function headerShape(
  entries: readonly HeaderEntry[],
  regionTag: number | undefined,
  wishes: HeaderWishes = {},
): HeaderShape {
  const { entries: wished = [], without = [], dribbles = [], region } = wishes;
  const replaced = new Set([...without, ...wished.map(({ tag }) => tag)]);
  const kept = entries.filter(({ tag }) => !replaced.has(tag));
  const sorted = [...kept, ...wished].sort((a, b) => a.tag - b.tag);
  return regionTag === undefined || region === 'absent'
    ? { entries: sorted, dribbles }
    : { entries: sorted, dribbles, region: { tag: regionTag, ...region } };
}
