/** Rules about what the main header says of the package. */
import type { Rule } from '../rule.ts';

export const METADATA_RULES: readonly Rule[] = [];
