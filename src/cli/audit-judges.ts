/** Who judges for an audit: threads, or the fleet behind a queue. */
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Depth } from '../audit/audit.ts';
import { auditMetrics } from '../audit/fleet/audit-metrics.ts';
import { connectFleet, type QueueSettings } from '../audit/fleet/fleet-connection.ts';
import { fleetStatus } from '../audit/fleet/fleet-control.ts';
import { fleetJudges } from '../audit/fleet/fleet-judges.ts';
import { type ListenAddress, serveMetrics } from '../audit/fleet/serve-metrics.ts';
import type { Judges } from '../audit/judge/judges.ts';
import { RULE_SET } from '../audit/rule-set.ts';
import type { AuditProgress } from '../audit/run-audit.ts';
import { hexDigestOf } from '../io/digests.ts';

export interface FleetRun {
  readonly queue: QueueSettings;
  /** Jobs that may ask one mirror at once. */
  readonly perHost: number;
  readonly metrics: ListenAddress | undefined;
}

/** @throws MachineError where the queue cannot be used. */
export async function judgesOfFleet(
  { queue, perHost, metrics }: FleetRun,
  state: string,
  depth: Depth,
  progress: AuditProgress,
  notify: (message: string) => void,
): Promise<Judges> {
  const fleet = await connectFleet(queue);
  try {
    const [host, name] = [hostname(), resolve(state)];
    const id = hexDigestOf('SHA256', new TextEncoder().encode(`${host}\0${name}`)).slice(0, 16);
    const audit = { id, name, host, ruleSet: RULE_SET, depth, perHost, progress, notify };
    const text = async () => auditMetrics(progress, await fleetStatus(fleet));
    const server = metrics === undefined ? undefined : await serveMetrics(metrics, text);
    const judges = await fleetJudges(fleet, audit);
    return {
      ...judges,
      async end() {
        await judges.end();
        await server?.close();
        await fleet.close();
      },
    };
  } catch (error) {
    await fleet.close();
    throw error;
  }
}
