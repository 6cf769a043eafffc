/**
 * What becomes of a header's region where rpm writes the header anew, as the reference transcoder
 * does with every signature header.
 *
 * Index and data are copied as they are; only the region's tag is made to point behind the data of
 * the entries that the trailer counts, which is where a right trailer stands. Where it stands
 * elsewhere, the next reader takes other bytes for it.
 * Source: rpm 4.19 lib/header.c doExport, regionSwab; rpm pull request #1330 on the same headers.
 */
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { storeOffset } from '../../native-free-parsers/bytes/offsets.ts';
import { dataSize, type Header } from '../../native-free-parsers/header/header.ts';
import { ENTRY_SIZE, INTRO_SIZE } from '../../native-free-parsers/header/intro.ts';
import { type Region, readRegion } from '../../native-free-parsers/header/region.ts';

/**
 * Where a region's trailer stands, seen from the data of the entries that it counts. A trailer at
 * the very start of the data counts nothing, whatever it says (hdrblobImport).
 */
export function trailerPlace(header: Header): 'right' | 'early' | 'late' {
  const { region } = header;
  if (region === undefined || region.trailerOffset === 0) return 'right';
  const behind = dataSize(header, region.entryCount);
  if (region.trailerOffset === behind) return 'right';
  return region.trailerOffset < behind ? 'early' : 'late';
}

export interface RewrittenTrailer {
  /** Where the region's tag points afterwards, in the store. */
  readonly offset: number;
  /** What is taken for the trailer: 16 bytes, fewer where the data ends before. */
  readonly bytes: Uint8Array;
  /** What rpm says of it; undefined where it happens to be a trailer. */
  readonly rpmSays: string | undefined;
}

/** The trailer of a header with this region, once rpm has written it anew. */
export function rewrittenTrailer(header: Header, region: Region): RewrittenTrailer {
  const { kind, entries, store } = header;
  const offset = dataSize(header, region.entryCount);
  const [first, ...others] = entries;
  const indexOffset = header.offset + INTRO_SIZE;
  const input = {
    kind,
    entries: [{ ...first!, offset: storeOffset(offset) }, ...others],
    store,
    indexOffset,
    storeOffset: indexOffset + ENTRY_SIZE * entries.length,
  };
  const bytes = store.subarray(offset, offset + ENTRY_SIZE);
  try {
    readRegion(input);
    return { offset, bytes, rpmSays: undefined };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { offset, bytes, rpmSays: error.rpmSays };
  }
}
