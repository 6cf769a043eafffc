/** Facts of a package that is nothing but a head: what --headers-only sees. */
import type { EntryToEncode } from '../../native-free-parsers/header/encode.ts';
import type { PackageFacts } from '../../src/package/facts/facts.ts';
import { findRule } from '../../src/rules/catalogue.ts';
import { type Finding, runRules } from '../../src/rules/run-rules.ts';
import { packageOf } from '../package/crafted.ts';

export function craftedFacts(entries: readonly EntryToEncode[]): PackageFacts {
  const pkg = packageOf(entries);
  const { head } = pkg;
  return {
    size: head.bytes.length,
    start: head.bytes.subarray(0, 64),
    trouble: undefined,
    lead: head.lead,
    signature: head.signature,
    head,
    pkg,
    signatures: [],
    extents: undefined,
    payload: undefined,
    listing: undefined,
    listedDigest: undefined,
  };
}

/** What one rule finds in a main header of these entries. */
export function findingsIn(rule: string, entries: readonly EntryToEncode[]): readonly Finding[] {
  return runRules(craftedFacts(entries), [findRule(rule)!]).findings;
}
