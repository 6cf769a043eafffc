/** Packages that show one defect each, or nearly one: whole-package digests and signatures. */
import type { ManifestEntry } from '../manifest-entry.ts';

export const VERIFICATION_CASES: readonly ManifestEntry[] = [];
