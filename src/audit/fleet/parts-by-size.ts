/** A list cut into parts of so many bytes, in its order; what is larger by itself is a part of its own. */
export function partsBySize<Item>(
  items: readonly Item[],
  size: (item: Item) => number,
  most: number,
): readonly (readonly Item[])[] {
  const parts: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    bytes += size(item);
    if (parts.length === 0 || bytes > most) {
      parts.push([]);
      bytes = size(item);
    }
    parts.at(-1)!.push(item);
  }
  return parts;
}
