/**
 * Two kinds of position that must never be mixed up: one in the file, one in a header's data.
 * A plain number is a file offset; an offset in the store carries its own type.
 */

declare const inStore: unique symbol;

/** Offset of data within a header's store, 0 at its first byte. */
export type StoreOffset = number & { readonly [inStore]: true };

export function storeOffset(offset: number): StoreOffset {
  return offset as StoreOffset;
}
