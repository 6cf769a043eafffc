/** Rules about extents files and Copy-on-Write itself. */
import type { Rule } from '../rule.ts';
import { cowAlreadyTranscoded } from './cow-already-transcoded.ts';
import { cowBlockSize } from './cow-block-size.ts';
import { cowContentMismatch } from './cow-content-mismatch.ts';
import { cowContentMissing } from './cow-content-missing.ts';
import { cowCsum } from './cow-csum.ts';
import { cowDenylist } from './cow-denylist.ts';
import { cowExtentAlignment } from './cow-extent-alignment.ts';
import { cowExtentOverlap } from './cow-extent-overlap.ts';
import { cowExtentRange } from './cow-extent-range.ts';
import { cowFooterLayout } from './cow-footer-layout.ts';
import { cowGrowth } from './cow-growth.ts';
import { cowPaddingNonzero } from './cow-padding-nonzero.ts';
import { cowSectionGap } from './cow-section-gap.ts';
import { cowStoredNokey } from './cow-stored-nokey.ts';
import { cowStoredVerdict } from './cow-stored-verdict.ts';
import { cowTableDigestLength } from './cow-table-digest-length.ts';
import { cowTableExtra } from './cow-table-extra.ts';
import { cowTableUnsorted } from './cow-table-unsorted.ts';

export const COW_RULES: readonly Rule[] = [
  cowAlreadyTranscoded,
  cowBlockSize,
  cowContentMismatch,
  cowContentMissing,
  cowCsum,
  cowDenylist,
  cowExtentAlignment,
  cowExtentOverlap,
  cowExtentRange,
  cowFooterLayout,
  cowGrowth,
  cowPaddingNonzero,
  cowSectionGap,
  cowStoredNokey,
  cowStoredVerdict,
  cowTableDigestLength,
  cowTableExtra,
  cowTableUnsorted,
];
