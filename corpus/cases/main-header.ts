/** Packages that show one defect each, or nearly one: the structure of main headers. */
import { described, type ManifestEntry, mutant, UNREADABLE } from '../manifest-entry.ts';
import * as structure from '../mutate/main-structure-mutators.ts';
import type { HeaderWishes, PackageDescription } from '../writer/description.ts';
import {
  ENTRY_TYPE,
  type HeaderEntry,
  i18nString,
  int32,
  string,
  stringArray,
} from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';
import { WRITTEN_PACKAGES } from '../written-packages.ts';

const UNKNOWN_TAG = 6000;
const INT8 = 2;
/** rpm 4.18 lib/header.c HEADER_ARRAY_MAX. */
const LONGEST_ARRAY = 0x000fffff;

const plain = (name: string, main: HeaderWishes): PackageDescription => ({
  ...WRITTEN_PACKAGES.get('plain')!,
  name,
  main,
});

const bytes = (type: number, count: number): HeaderEntry => ({
  tag: UNKNOWN_TAG,
  type,
  count,
  data: new Uint8Array(count),
});

const translations = (tag: number, ...texts: readonly string[]): HeaderEntry => ({
  ...stringArray(tag, texts),
  type: ENTRY_TYPE.i18nString,
});

export const MAIN_HEADER_CASES: readonly ManifestEntry[] = [
  mutant(
    'main-magic-version-2',
    'the version in the magic is 2',
    structure.mainMagicVersion2,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-too-many-entries',
    'one entry more than rpm allows, by the number of entries',
    structure.mainTooManyEntries,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-too-much-data',
    'one byte of data more than rpm allows, by the length of the data',
    structure.mainTooMuchData,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-absent',
    'the file ends behind the signature header',
    structure.mainAbsent,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-truncated',
    'the file ends in the index of the main header',
    structure.mainTruncated,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-region-bad-type',
    "the region's entry has the type of an array of strings",
    structure.mainRegionBadType,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-region-offset-outside',
    "the region's trailer would be behind the data",
    structure.mainRegionOffsetOutside,
    UNREADABLE,
    'refuses',
  ),
  described(
    plain('main-trailer-bad-tag', { region: { trailerTag: 99 } }),
    'the trailer has a tag that never was one',
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-entry-misaligned',
    'a 32-bit number starts at an odd offset',
    structure.mainEntryMisaligned,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-entry-overlaps',
    "an entry's data starts with the last byte of the data before",
    structure.mainEntryOverlaps,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'main-string-count-2',
    'a single string that says that it is two',
    structure.mainStringCount2,
    UNREADABLE,
    'refuses',
  ),
  described(
    plain('main-data-gap', {
      entries: [{ ...int32(UNKNOWN_TAG, [1]), data: new Uint8Array(8) }],
    }),
    'four bytes of data that belong to no entry',
    UNREADABLE,
    'refuses',
  ),
  described(
    plain('main-array-too-long', { entries: [bytes(INT8, LONGEST_ARRAY + 1)] }),
    'an array with one value more than rpm allows',
    UNREADABLE,
    'refuses',
  ),
  described(
    plain('main-array-longest', { entries: [bytes(INT8, LONGEST_ARRAY)] }),
    'an array with as many values as rpm allows',
  ),
  described(
    plain('main-data-17-mib', { entries: [bytes(ENTRY_TYPE.binary, 17 << 20)] }),
    'more data than rpm before 4.14 would read',
  ),
  described(
    plain('release-twice', { entries: [string(TAG.RELEASE, '1'), string(TAG.RELEASE, '1')] }),
    'RELEASE stands there twice',
  ),
  described(
    plain('unknown-tag', { entries: [string(UNKNOWN_TAG, 'private')] }),
    'a tag that rpm does not know',
  ),
  described(
    plain('summary-string', { entries: [string(TAG.SUMMARY, 'not to be translated')] }),
    'SUMMARY is a plain string',
  ),
  described(
    plain('source-nevr-array', { entries: [stringArray(TAG.SOURCENEVR, ['plain-1.0-1'])] }),
    'an array in a tag that is newer than rpm 4.18, which has no type for it',
  ),
  described(
    plain('script-program', { entries: [string(TAG.POSTINPROG, '/bin/true')] }),
    'POSTINPROG is a plain string, as rpmbuild writes it, though declared as an array',
  ),
  described(
    plain('translations-without-table', { without: [TAG.HEADERI18NTABLE] }),
    'translated texts without a list of languages',
  ),
  described(
    plain('translations-beyond-table', {
      entries: [translations(TAG.SUMMARY, 'a package', 'ein Paket')],
    }),
    'two translations where one language is named',
  ),
  described(
    plain('translations-missing', {
      entries: [stringArray(TAG.HEADERI18NTABLE, ['C', 'de']), i18nString(TAG.GROUP, 'Tools')],
    }),
    'one translation where two languages are named, as rpmbuild writes it',
  ),
];
