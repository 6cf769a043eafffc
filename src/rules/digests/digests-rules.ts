/** Rules about the digests of the files. */
import type { Rule } from '../rule.ts';

export const FILE_DIGEST_RULES: readonly Rule[] = [];
