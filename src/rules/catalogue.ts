/** All rules, sorted by id. A test holds this list against the files of the folders. */
import { COW_RULES } from './cow/cow-rules.ts';
import { FILE_DIGEST_RULES } from './digests/digests-rules.ts';
import { FILE_RULES } from './files/files-rules.ts';
import { LEAD_RULES } from './lead/lead-rules.ts';
import { MAIN_HEADER_RULES } from './main-header/main-header-rules.ts';
import { METADATA_RULES } from './metadata/metadata-rules.ts';
import { PAYLOAD_RULES } from './payload/payload-rules.ts';
import type { Rule } from './rule.ts';
import { SIGNATURE_HEADER_RULES } from './signature-header/signature-header-rules.ts';
import { VERIFICATION_RULES } from './verification/verification-rules.ts';

export const RULES: readonly Rule[] = [
  ...LEAD_RULES,
  ...SIGNATURE_HEADER_RULES,
  ...MAIN_HEADER_RULES,
  ...METADATA_RULES,
  ...FILE_RULES,
  ...FILE_DIGEST_RULES,
  ...VERIFICATION_RULES,
  ...PAYLOAD_RULES,
  ...COW_RULES,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return BY_ID.get(id);
}
