/** Rules about the file list. */
import type { Rule } from '../rule.ts';

export const FILE_RULES: readonly Rule[] = [];
