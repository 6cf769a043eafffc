/** All rules, sorted by id. A test holds this list against the files of the folders. */
import { COW_RULES } from './cow/cow-rules.ts';
import { FILE_DIGEST_RULES } from './digests/digests-rules.ts';
import { FILE_RULES } from './files/files-rules.ts';
import { LEAD_RULES } from './lead/lead-rules.ts';
import { MAIN_HEADER_RULES } from './main-header/main-header-rules.ts';
import { METADATA_RULES } from './metadata/metadata-rules.ts';
import { PAYLOAD_RULES } from './payload/payload-rules.ts';
import { REPOSITORY_RULES } from './repository/repository-rules.ts';
import type { Rule } from './rule.ts';
import { SIGNATURE_HEADER_RULES } from './signature-header/signature-header-rules.ts';
import { VERIFICATION_RULES } from './verification/verification-rules.ts';

/** By the part of a package that they are about, in the order of the file. */
export const RULE_GROUPS = {
  lead: LEAD_RULES,
  'signature-header': SIGNATURE_HEADER_RULES,
  'main-header': MAIN_HEADER_RULES,
  metadata: METADATA_RULES,
  files: FILE_RULES,
  digests: FILE_DIGEST_RULES,
  verification: VERIFICATION_RULES,
  payload: PAYLOAD_RULES,
  cow: COW_RULES,
  repository: REPOSITORY_RULES,
} as const satisfies Readonly<Record<string, readonly Rule[]>>;

export type RuleGroup = keyof typeof RULE_GROUPS;

export const RULES: readonly Rule[] = Object.values(RULE_GROUPS)
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return BY_ID.get(id);
}
