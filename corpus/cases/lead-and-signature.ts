/** Packages that show one defect each, or nearly one: leads and signature headers. */
import type { ManifestEntry } from '../manifest-entry.ts';

export const LEAD_AND_SIGNATURE_CASES: readonly ManifestEntry[] = [];
