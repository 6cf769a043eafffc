/** What one rule says of a package of the corpus. */
import { findRule } from '../../src/rules/catalogue.ts';
import { type Finding, runRules } from '../../src/rules/run-rules.ts';
import { exampleFacts } from './example-facts.ts';

export async function findingsOf(rule: string, name: string): Promise<readonly Finding[]> {
  return runRules(await exampleFacts(name), [findRule(rule)!]).findings;
}

/** The message of its only finding there. */
export async function messageOf(rule: string, name: string): Promise<string> {
  const findings = await findingsOf(rule, name);
  if (findings.length !== 1) throw new Error(`${rule} has ${findings.length} findings in ${name}`);
  return findings[0]!.message;
}
