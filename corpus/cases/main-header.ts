/** Packages that show one defect each, or nearly one: main headers and their metadata. */
import type { ManifestEntry } from '../manifest-entry.ts';

export const MAIN_HEADER_CASES: readonly ManifestEntry[] = [];
