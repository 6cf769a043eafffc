/** Rules about the structure of the main header. */
import type { Rule } from '../rule.ts';

export const MAIN_HEADER_RULES: readonly Rule[] = [];
