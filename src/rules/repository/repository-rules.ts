/** Rules about what the metadata of its repository says of a package. */
import type { Rule } from '../rule.ts';
import { repoChecksum } from './repo-checksum.ts';
import { repoChecksumAlgo } from './repo-checksum-algo.ts';
import { repoChecksumNotSha256 } from './repo-checksum-not-sha256.ts';
import { repoHeaderRange } from './repo-header-range.ts';
import { repoNevra } from './repo-nevra.ts';
import { repoSize } from './repo-size.ts';

export const REPOSITORY_RULES: readonly Rule[] = [
  repoChecksum,
  repoChecksumAlgo,
  repoChecksumNotSha256,
  repoHeaderRange,
  repoNevra,
  repoSize,
];
