/** Audits for tests: real repositories, a state of their own, results read back from it. */
import type { Audit, AuditedPackage, Depth } from '../../src/audit/audit.ts';
import type { Repository } from '../../src/audit/repository.ts';
import { type AuditProgress, noProgress, runAudit } from '../../src/audit/run-audit.ts';
import { openRepositories } from '../../src/audit/sources/open-repositories.ts';
import { AuditState } from '../../src/audit/state/audit-state.ts';
import { openAudit } from '../../src/audit/state/open-audit.ts';
import type { HttpLimits } from '../../src/io/http/http-settings.ts';

export interface AuditTest {
  readonly depth?: Depth;
  readonly ruleSet?: string;
  readonly workers?: number;
  readonly limits?: Partial<HttpLimits>;
  /** What a repository is made into before it is audited. */
  readonly change?: (repository: Repository) => Repository;
}

/** Audits the sources and says what there was to do. */
export async function audit(
  sources: readonly string[],
  statePath: string,
  {
    depth = 'headers',
    ruleSet = 'rules',
    workers = 1,
    limits = { attempts: 1 },
    change = (same) => same,
  }: AuditTest = {},
): Promise<AuditProgress> {
  const state = new AuditState(statePath);
  const progress = noProgress();
  try {
    const repositories = await openRepositories(sources, {
      disabled: 'skip',
      http: { userAgent: 'test', environment: {}, limits },
      signal: new AbortController().signal,
    });
    const changed = repositories.map(change);
    await runAudit(changed, state, { depth, ruleSet, workers }, progress);
    for (const repository of repositories) await repository.close();
  } finally {
    state.close();
  }
  return progress;
}

/** All that a finished audit says, as plain data. */
export function audited(statePath: string): Omit<Audit, 'packages'> & {
  readonly packages: readonly AuditedPackage[];
} {
  const { audit: found, close } = openAudit(statePath);
  try {
    return { ...found, packages: [...found.packages()] };
  } finally {
    close();
  }
}
