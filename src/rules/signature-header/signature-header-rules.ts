/** Rules about the signature header. */
import type { Rule } from '../rule.ts';
import { sigDataAfterTrailer } from './sig-data-after-trailer.ts';
import { sigDataOver8k } from './sig-data-over-8k.ts';
import { sigDataOver64k } from './sig-data-over-64k.ts';
import { sigDataSize } from './sig-data-size.ts';
import { sigDuplicateTag } from './sig-duplicate-tag.ts';
import { sigEntriesOutsideRegion } from './sig-entries-outside-region.ts';
import { sigEntryBad } from './sig-entry-bad.ts';
import { sigEntryOrder } from './sig-entry-order.ts';
import { sigLegacyInMain } from './sig-legacy-in-main.ts';
import { sigLegacyOnlyInMain } from './sig-legacy-only-in-main.ts';
import { sigLoad } from './sig-load.ts';
import { sigMagic } from './sig-magic.ts';
import { sigNoTags } from './sig-no-tags.ts';
import { sigPaddingLength } from './sig-padding-length.ts';
import { sigPaddingNonzero } from './sig-padding-nonzero.ts';
import { sigRegionEarlyTrailer } from './sig-region-early-trailer.ts';
import { sigRegionEmpty } from './sig-region-empty.ts';
import { sigRegionMissing } from './sig-region-missing.ts';
import { sigRegionOffset } from './sig-region-offset.ts';
import { sigRegionSize } from './sig-region-size.ts';
import { sigRegionStaleCount } from './sig-region-stale-count.ts';
import { sigRegionTag } from './sig-region-tag.ts';
import { sigRegionTrailer } from './sig-region-trailer.ts';
import { sigRegionTrailerImage } from './sig-region-trailer-image.ts';
import { sigReservedNonzero } from './sig-reserved-nonzero.ts';
import { sigTagCount } from './sig-tag-count.ts';
import { sigTagsInMainHeader } from './sig-tags-in-main-header.ts';
import { sigTruncated } from './sig-truncated.ts';
import { sigUnknownTag } from './sig-unknown-tag.ts';
import { sigWrongType } from './sig-wrong-type.ts';

export const SIGNATURE_HEADER_RULES: readonly Rule[] = [
  sigDataAfterTrailer,
  sigDataOver64k,
  sigDataOver8k,
  sigDataSize,
  sigDuplicateTag,
  sigEntriesOutsideRegion,
  sigEntryBad,
  sigEntryOrder,
  sigLegacyInMain,
  sigLegacyOnlyInMain,
  sigLoad,
  sigMagic,
  sigNoTags,
  sigPaddingLength,
  sigPaddingNonzero,
  sigRegionEarlyTrailer,
  sigRegionEmpty,
  sigRegionMissing,
  sigRegionOffset,
  sigRegionSize,
  sigRegionStaleCount,
  sigRegionTag,
  sigRegionTrailer,
  sigRegionTrailerImage,
  sigReservedNonzero,
  sigTagCount,
  sigTagsInMainHeader,
  sigTruncated,
  sigUnknownTag,
  sigWrongType,
];
