/**
 * The immutable region: the part of a header that signatures and digests vouch for.
 *
 * Its tag (62 or 63) is the first entry and points at a 16-byte trailer in the data, which is an
 * entry again, with minus the size of the region's index as its offset. Entries behind the
 * region's are dribbles: allowed in signature headers, never in main ones.
 *
 * Policy: the checks are rpm's, in rpm's order, with rpm's messages.
 * Source: rpm 4.18 lib/header.c hdrblobVerifyRegion; docs/manual/format_header.md.
 */
import { type Defect, FormatError } from '../bytes/format-error.ts';
import { type StoreOffset, storeOffset } from '../bytes/offsets.ts';
import { describeEntry, type IndexEntry, readEntry } from './index-entry.ts';
import { ENTRY_SIZE } from './intro.ts';
import type { HeaderKind } from './limits.ts';
import { rpmPrefix, sectionOf } from './section.ts';
import { TAG } from './tags.ts';
import { TYPES } from './types.ts';

/** The region's tag in each kind of header. */
export const REGION_TAG: Readonly<Record<HeaderKind, number>> = {
  signature: TAG.HEADERSIGNATURES,
  main: TAG.HEADERIMMUTABLE,
};

export interface Region {
  readonly tag: number;
  /** Where the trailer stands in the store. 0 is possible, and means the same as no count at all. */
  readonly trailerOffset: StoreOffset;
  /** The trailer as it stands, before rpm's repairs: tag 61 is an old builder's quirk. */
  readonly trailer: IndexEntry;
  /** Entries of the region, its own tag included (rpm's `ril`). */
  readonly entryCount: number;
  /** Bytes of the region's data, trailer included (rpm's `rdl`). */
  readonly dataLength: number;
}

/** What a region is read from; offsets are absolute unless said. */
export interface RegionInput {
  readonly kind: HeaderKind;
  readonly entries: readonly IndexEntry[];
  readonly store: Uint8Array;
  readonly indexOffset: number;
  readonly storeOffset: number;
}

/**
 * Reads and checks the region; undefined when the header has none (rpm v3 packages, some signers).
 * @throws FormatError BAD_REGION.
 */
export function readRegion(input: RegionInput): Region | undefined {
  const { kind, entries, store } = input;
  const prefix = rpmPrefix(kind);
  const tag = REGION_TAG[kind];
  const fail = (
    defect: Defect,
    offset: number,
    expected: string,
    found: string,
    rpmSays: string,
  ): never => {
    throw new FormatError({
      code: 'BAD_REGION',
      defect,
      section: sectionOf(kind),
      tag,
      offset,
      expected,
      found,
      rpmSays: prefix + rpmSays,
    });
  };

  const first = entries[0];
  if (first === undefined) {
    return fail('no-tags', input.indexOffset - 8, 'at least one entry', 'none', 'region: no tags');
  }
  if (first.tag !== tag) return undefined;

  if (first.type !== TYPES.BIN || first.count !== ENTRY_SIZE) {
    const found = describeEntry(first);
    fail(
      'region-tag',
      input.indexOffset,
      `a region tag of type 7 and count 16`,
      found,
      `region tag: BAD, ${found}`,
    );
  }
  if (first.offset < 0 || first.offset + ENTRY_SIZE > store.length) {
    fail(
      'region-offset',
      input.indexOffset + 8,
      `a trailer within ${store.length} bytes of data`,
      `one at ${first.offset}`,
      `region offset: BAD, ${describeEntry(first)}`,
    );
  }

  const view = new DataView(store.buffer, store.byteOffset, store.length);
  const trailer = readEntry(view, first.offset);
  const trailerAt = input.storeOffset + first.offset;
  const quirk = kind === 'signature' && trailer.tag === TAG.HEADERIMAGE;
  if (
    (trailer.tag !== tag && !quirk) ||
    trailer.type !== TYPES.BIN ||
    trailer.count !== ENTRY_SIZE
  ) {
    const found = describeEntry({ ...trailer, offset: negated(trailer.offset) });
    fail(
      'region-trailer',
      trailerAt,
      `a region trailer: tag ${tag} type 7 count 16`,
      found,
      `region trailer: BAD, ${found}`,
    );
  }

  const indexBytes = negated(trailer.offset);
  const entryCount = Math.floor(indexBytes / ENTRY_SIZE);
  const dataLength = first.offset + ENTRY_SIZE;
  if (indexBytes % ENTRY_SIZE !== 0 || entryCount < 0 || entryCount > entries.length) {
    fail(
      'region-size',
      trailerAt + 8,
      `a region of 0 to ${entries.length} entries`,
      `${indexBytes} bytes of index`,
      `region ${tag} size: BAD, ril ${entryCount} il ${entries.length} rdl ${dataLength} dl ${store.length}`,
    );
  }
  if (kind === 'main' && (entryCount !== entries.length || dataLength !== store.length)) {
    fail(
      'region-not-exact',
      trailerAt + 8,
      `a region of all ${entries.length} entries and ${store.length} bytes of data`,
      `${entryCount} entries and ${dataLength} bytes`,
      `region ${tag}: tag number mismatch il ${entries.length} ril ${entryCount} dl ${store.length} rdl ${dataLength}`,
    );
  }
  return { tag, trailerOffset: first.offset, trailer, entryCount, dataLength };
}

/** Minus a 32-bit number as C computes it. */
function negated(offset: number): StoreOffset {
  return storeOffset(-offset | 0);
}
