/** What repository metadata says of a package, beside what the package says of itself. */
import type { PrimaryPackage } from '../../../native-free-parsers/repodata/primary.ts';

/** Its location is relative to the repository. */
export type ListingFacts = Omit<PrimaryPackage, 'kind' | 'base'>;
