/** Packages that show one defect each, or nearly one: file lists and file digests. */
import type { ManifestEntry } from '../manifest-entry.ts';
import { ARRAY_CASES } from './files/arrays.ts';
import { DIGEST_CASES } from './files/digests.ts';
import { HARD_LINK_CASES } from './files/hard-links.ts';
import { PATH_CASES } from './files/paths.ts';
import { SIZE_CASES } from './files/sizes.ts';
import { TYPE_CASES } from './files/types.ts';

export const FILES_CASES: readonly ManifestEntry[] = [
  ...ARRAY_CASES,
  ...PATH_CASES,
  ...SIZE_CASES,
  ...TYPE_CASES,
  ...HARD_LINK_CASES,
  ...DIGEST_CASES,
];
