/** Rules about the payload and its archive. */
import type { Rule } from '../rule.ts';

export const PAYLOAD_RULES: readonly Rule[] = [];
