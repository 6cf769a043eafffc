/** What rpmcow says of the packages of the corpus: the examples on the pages of the rules. */
import { LISTED_CASES, type ListedCase, listingOf } from '../../corpus/cases/repository.ts';
import { MANIFEST } from '../../corpus/manifest.ts';
import { THROWAWAY_KEYS } from '../../corpus/openpgp/throwaway-keys.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { checkFacts } from '../../src/check/check-package.ts';
import type { CheckRecord } from '../../src/check/check-record.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { predictRpmcow, type RpmcowPrediction } from '../../src/check/predict-rpmcow.ts';
import { readKeys } from '../../src/io/openpgp.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { bytesSource } from '../../test/support/bytes-source.ts';

export interface CheckedExample {
  readonly name: string;
  /** What is special about it, in a few words. */
  readonly purpose: string;
  readonly record: CheckRecord;
  /** What transcode does with it, and why. */
  readonly transcoding: RpmcowPrediction;
}

/** Places of one rule; more would make no page better. */
const MOST_FINDINGS = 4;

/** By name, in the order of the manifest; what rpmbuild makes is not among them. Takes seconds. */
export async function checkedExamples(): Promise<ReadonlyMap<string, CheckedExample>> {
  const keys = { ...(await readKeys(THROWAWAY_KEYS)), empty: [] };
  const options = {
    rules: RULES,
    mostFindings: MOST_FINDINGS,
    payload: true,
    keys,
    estimate: false,
    excerpts: false,
  };
  const examples = new Map<string, CheckedExample>();
  for (const { name, purpose, of, say } of exampleCases()) {
    const bytes = await packageBytes(of);
    const source = bytesSource(bytes);
    const listing = say?.(listingOf(`${name}.rpm`, bytes), bytes);
    const given = listing === undefined ? options : { ...options, listing };
    const facts = await gatherFacts(source, given);
    const result = await checkFacts(`${name}.rpm`, facts, source, given);
    if (result.kind === 'unreadable') throw new Error(result.unreadable.message);
    examples.set(name, { name, purpose, record: result.record, transcoding: predictRpmcow(facts) });
  }
  return examples;
}

function* exampleCases(): Generator<Omit<ListedCase, 'say'> & Partial<ListedCase>> {
  for (const { kind, name, purpose } of MANIFEST) {
    if (kind !== 'spec') yield { name, purpose, of: name };
  }
  yield* LISTED_CASES;
}
