/** What parts of a rule mean, in words that all reports share. */
import type { RuleGroup } from '../rules/catalogue.ts';
import type { Need } from '../rules/rule.ts';
import type { RuleRecord } from './rule-record.ts';

export const GROUP_TITLES: Readonly<Record<RuleGroup, string>> = {
  lead: 'Lead',
  'signature-header': 'Signature header',
  'main-header': 'Structure of the main header',
  metadata: 'Metadata of the main header',
  files: 'File list',
  digests: 'Digests of the files',
  verification: 'Digests and signatures of the package',
  payload: 'Payload and archive',
  cow: 'Copy-on-Write and extents files',
  repository: 'Repository metadata',
};

export const NEED_WORDS: Readonly<Record<Need, string>> = {
  file: 'any file',
  lead: 'a lead',
  signature: 'a readable signature header',
  headers: 'both headers readable',
  files: 'headers and file list that rpm loads',
  payload: 'the payload, so it does not run with --headers-only',
  extents: 'an extents file',
  listing: 'a package that repository metadata lists',
  'listed-headers': 'a package that repository metadata lists, both headers readable',
  'listed-file': 'a package that repository metadata lists, read to its end',
};

/** `rpm 4.15 and newer`, `rpm before 4.20`, `rpm from 4.14 to before 4.16`. */
export function versionRange({
  since,
  before,
}: Pick<RuleRecord['rpmVersions'][number], 'since' | 'before'>): string {
  if (since !== null && before !== null) return `rpm from ${since} to before ${before}`;
  if (since !== null) return `rpm ${since} and newer`;
  return before === null ? 'every rpm' : `rpm before ${before}`;
}
