/** Packages that show one defect each, or nearly one: payloads, archives and extents files. */
import type { ManifestEntry } from '../manifest-entry.ts';

export const PAYLOAD_CASES: readonly ManifestEntry[] = [];
