/**
 * What the tables of refused heads are made of: one row's shape, and packages with one header
 * replaced.
 */
import type { FormatErrorCode, Section } from '../../../native-free-parsers/bytes/format-error.ts';
import type { HeaderToEncode } from '../../../native-free-parsers/header/encode.ts';
import {
  craftedPackage,
  MAIN_ENTRIES,
  mainHeader,
  SIGNATURE_OFFSET,
  signatureHeader,
} from './crafted-package.ts';

export interface RefusedHead {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly code: FormatErrorCode;
  readonly section: Section;
  /** Absolute. */
  readonly offset: number;
  readonly rpmSays: string;
}

/** Where the main header starts: the sound signature header needs no padding. */
export const MAIN_OFFSET = SIGNATURE_OFFSET + signatureHeader().length;
/** Entries of the sound main header, the region's own included. */
export const MAIN_ENTRY_COUNT = MAIN_ENTRIES.length + 1;
/** Bytes of data of the sound main header, the region trailer included. */
export const MAIN_DATA = mainHeader().length - 16 - 16 * MAIN_ENTRY_COUNT;

/** Where the index entry at `position` stands in a header that starts at `start`. */
export function indexOf(start: number, position: number): number {
  return start + 16 + 16 * position;
}

/** A package whose signature header has these parts. */
export function withSignature(parts: Partial<HeaderToEncode>): Uint8Array {
  return craftedPackage({ signature: signatureHeader(parts) });
}

/** A package whose main header has these parts. */
export function withMain(parts: Partial<HeaderToEncode>): Uint8Array {
  return craftedPackage({ main: mainHeader(parts) });
}
