/** An audit with a fleet, in this process. */
import type { Depth } from '../../../src/audit/audit.ts';
import { connectFleet } from '../../../src/audit/fleet/fleet-connection.ts';
import { fleetJudges } from '../../../src/audit/fleet/fleet-judges.ts';
import type { QueueAddress } from '../../../src/audit/fleet/queue-address.ts';
import { type AuditProgress, noProgress, runAudit } from '../../../src/audit/run-audit.ts';
import { openRepositories } from '../../../src/audit/sources/open-repositories.ts';
import { AuditState } from '../../../src/audit/state/audit-state.ts';

export interface ProducerTest {
  readonly queue: { readonly address: QueueAddress; readonly prefix: string };
  readonly sources: readonly string[];
  /** Path of the state, which is also the audit's id. */
  readonly state: string;
  readonly depth: Depth;
  readonly ruleSet: string;
  readonly perHost: number;
}

/** @param notify what is told meanwhile. */
export async function auditByFleet(
  { queue, sources, state: path, depth, ruleSet, perHost }: ProducerTest,
  notify: (message: string) => void = () => {},
): Promise<AuditProgress> {
  const progress = noProgress();
  const state = new AuditState(path);
  const fleet = await connectFleet({ ...queue, password: undefined, authorities: undefined });
  try {
    const repositories = await openRepositories(sources, {
      disabled: 'skip',
      http: { userAgent: 'test', environment: {}, limits: { attempts: 1 } },
      signal: new AbortController().signal,
    });
    const id = path.replaceAll(/\W/g, '');
    const audit = { id, name: path, host: 'test', ruleSet, depth, perHost, progress, notify };
    const workers = await fleetJudges(fleet, audit);
    await runAudit(repositories, state, { depth, ruleSet, workers }, progress);
    for (const repository of repositories) await repository.close();
  } finally {
    state.close();
    await fleet.close();
  }
  return progress;
}
