/**
 * The limits rpm puts on headers before it believes them. Checked before anything is allocated.
 * Source: rpm 4.18 lib/header.c (HEADER_TAGS_MAX, HEADER_DATA_MAX, HEADER_ARRAY_MAX,
 * headerMaxbytes, hdrblobRead) and lib/cpio.c.
 */

/** A header's two kinds; a package has one of each, in this order. */
export type HeaderKind = 'signature' | 'main';

/** Most index entries: 32 in a signature header (hdrblobRead), 65,535 in a main one. */
export const MAX_ENTRIES: Readonly<Record<HeaderKind, number>> = { signature: 32, main: 0xffff };

/** Most bytes of data: 64 MiB in a signature header (since 4.16), 256 MiB - 1 in a main one. */
export const MAX_DATA: Readonly<Record<HeaderKind, number>> = {
  signature: 64 * 1024 * 1024,
  main: 0x0fffffff,
};

/** Index and data together stay below 256 MiB (headerMaxbytes). */
export const MAX_HEADER_SIZE = 256 * 1024 * 1024;

/** Most elements of an array that is not binary (since 4.18; also the most files in a package). */
export const MAX_ARRAY = 0x000fffff;
