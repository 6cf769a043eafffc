/** Rules about the structure of the main header. */
import type { Rule } from '../rule.ts';
import { hdrDuplicate } from './hdr-duplicate.ts';
import { hdrEntryArrayLimit } from './hdr-entry-array-limit.ts';
import { hdrEntryBad } from './hdr-entry-bad.ts';
import { hdrEntryCountZero } from './hdr-entry-count-zero.ts';
import { hdrI18nTable } from './hdr-i18n-table.ts';
import { hdrLength } from './hdr-length.ts';
import { hdrLoad } from './hdr-load.ts';
import { hdrMagic } from './hdr-magic.ts';
import { hdrRegionInvalid } from './hdr-region-invalid.ts';
import { hdrRegionMissing } from './hdr-region-missing.ts';
import { hdrRegionNotExact } from './hdr-region-not-exact.ts';
import { hdrSizeTarget } from './hdr-size-target.ts';
import { hdrTagType } from './hdr-tag-type.ts';
import { hdrTagTypeUnchecked } from './hdr-tag-type-unchecked.ts';
import { hdrTruncated } from './hdr-truncated.ts';
import { hdrUnknownTag } from './hdr-unknown-tag.ts';
import { hdrUnsorted } from './hdr-unsorted.ts';

export const MAIN_HEADER_RULES: readonly Rule[] = [
  hdrDuplicate,
  hdrEntryArrayLimit,
  hdrEntryBad,
  hdrEntryCountZero,
  hdrI18nTable,
  hdrLength,
  hdrLoad,
  hdrMagic,
  hdrRegionInvalid,
  hdrRegionMissing,
  hdrRegionNotExact,
  hdrSizeTarget,
  hdrTagType,
  hdrTagTypeUnchecked,
  hdrTruncated,
  hdrUnknownTag,
  hdrUnsorted,
];
