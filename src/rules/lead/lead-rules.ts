/** Rules about the lead. */
import type { Rule } from '../rule.ts';
import { leadArchOs } from './lead-arch-os.ts';
import { leadMagic } from './lead-magic.ts';
import { leadNameEmpty } from './lead-name-empty.ts';
import { leadNameMismatch } from './lead-name-mismatch.ts';
import { leadNameNotTerminated } from './lead-name-not-terminated.ts';
import { leadReserved } from './lead-reserved.ts';
import { leadSignatureType } from './lead-signature-type.ts';
import { leadTruncated } from './lead-truncated.ts';
import { leadType } from './lead-type.ts';
import { leadVersion } from './lead-version.ts';

export const LEAD_RULES: readonly Rule[] = [
  leadArchOs,
  leadMagic,
  leadNameEmpty,
  leadNameMismatch,
  leadNameNotTerminated,
  leadReserved,
  leadSignatureType,
  leadTruncated,
  leadType,
  leadVersion,
];
