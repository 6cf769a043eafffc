/** Rules about extents files and Copy-on-Write itself. */
import type { Rule } from '../rule.ts';

export const COW_RULES: readonly Rule[] = [];
