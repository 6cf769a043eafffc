/** One check as a plain request, for any thread. */
import { type CheckOptions, checkPackage } from './check-package.ts';
import type { CheckResult } from './check-record.ts';
import { keysOf } from './keys-of.ts';
import { type RuleSelection, selectRules } from './rule-selection.ts';

/** As CheckOptions, with the rules by name and the keys by their files. */
export interface CheckRequest extends Omit<CheckOptions, 'rules' | 'keys'> {
  readonly rules: RuleSelection;
  readonly keyFiles: readonly string[];
}

export interface CheckTask {
  readonly path: string;
  readonly request: CheckRequest;
}

export async function checkTask({ path, request }: CheckTask): Promise<CheckResult> {
  const keys = await keysOf(request.keyFiles);
  return await checkPackage(path, { ...request, keys, rules: selectRules(request.rules) });
}
