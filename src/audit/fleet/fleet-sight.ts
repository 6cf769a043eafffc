/**
 * What an audit sees of its fleet, and lets the fleet see of it.
 *
 * Policy: looked at again and again. That nobody there judges by the same rules is told, and waited
 * out: a worker may come.
 */
import type { AuditProgress } from '../run-audit.ts';
import type { FleetConnection } from './fleet-connection.ts';
import { readWorkers, writeAudit } from './fleet-entries.ts';

/** How long nobody may be there before that is told, in milliseconds. */
const PATIENCE_MS = 15_000;

export interface SeenAudit {
  /** The same for every run on one state, and for no other; letters and digits. */
  readonly id: string;
  /** Where its state is. */
  readonly name: string;
  readonly host: string;
  readonly ruleSet: string;
  readonly depth: string;
  readonly progress: AuditProgress;
  /** Tells what people should know while it runs. */
  readonly notify: (message: string) => void;
}

export interface FleetSight {
  /** Of the workers that judge by our rules. */
  readonly threads: number;
  /** @param isWaiting whether there is anything for workers to do. */
  look(isWaiting: boolean): Promise<void>;
}

export function fleetSight({ redis, keys }: FleetConnection, audit: SeenAudit): FleetSight {
  const { id, name, host, ruleSet, depth, progress, notify } = audit;
  let threads = 0;
  let lastSeen = performance.now();
  return {
    get threads() {
      return threads;
    },
    async look(isWaiting) {
      const { packages, known, troubled, announced } = progress;
      const counts = { packages, known, troubled, announced };
      await writeAudit(redis, keys, { id, name, host, ruleSet, depth, ...counts });
      const workers = await readWorkers(redis, keys);
      const ours = workers.filter((each) => each.ruleSet === ruleSet && !each.leaving);
      threads = ours.reduce((sum, each) => sum + each.threads, 0);
      if (ours.length > 0 || !isWaiting) lastSeen = performance.now();
      if (performance.now() - lastSeen < PATIENCE_MS) return;
      lastSeen = performance.now();
      const others = workers.length === 0 ? '' : `, and ${workers.length} with others`;
      notify(`no worker with the rules ${ruleSet} is there${others}: waiting for one`);
    },
  };
}
