/**
 * Why stock rpm does not unpack a source package, as far as its header decides.
 *
 * Policy: no transaction is made of a source package: nothing checks its payload's digests, but its
 * requirements of rpm itself count whatever was asked for.
 * Source: rpm 4.18 lib/psm.c rpmInstallSourcePackage, rpmlibDeps.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { PackageFacts } from '../package/facts/facts.ts';
import { hasSpec } from '../package/source-spec.ts';
import { tagRpmlibUnknown } from '../rules/metadata/tag-rpmlib-unknown.ts';
import { runRules } from '../rules/run-rules.ts';

const REQUIREMENTS = [tagRpmlibUnknown];

/** The rules that it is refused by. */
export function sourceRefusals(facts: PackageFacts, files: readonly FileEntry[]): string[] {
  const { findings } = runRules(facts, REQUIREMENTS);
  if (findings.length > 0) return [tagRpmlibUnknown.id];
  return hasSpec(files) ? [] : ['source-spec-missing'];
}
