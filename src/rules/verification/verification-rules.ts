/** Rules about digests and signatures of the whole package. */
import type { Rule } from '../rule.ts';

export const VERIFICATION_RULES: readonly Rule[] = [];
