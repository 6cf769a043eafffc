/** Rules about the signature header. */
import type { Rule } from '../rule.ts';

export const SIGNATURE_HEADER_RULES: readonly Rule[] = [];
