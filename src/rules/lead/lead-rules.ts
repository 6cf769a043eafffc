/** Rules about the lead. */
import type { Rule } from '../rule.ts';
import { leadSignatureType } from './lead-signature-type.ts';

export const LEAD_RULES: readonly Rule[] = [leadSignatureType];
