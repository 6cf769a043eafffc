/** Packages that show one defect each, or nearly one: file lists and file digests. */
import type { ManifestEntry } from '../manifest-entry.ts';

export const FILES_CASES: readonly ManifestEntry[] = [];
