/** What an audit with a fleet tells of itself and of the fleet. */
import type { AuditProgress } from '../run-audit.ts';
import type { FleetStatus } from './fleet-control.ts';
import { type Metric, openMetrics, type Sample } from './open-metrics.ts';

export function auditMetrics(progress: AuditProgress, fleet: FleetStatus): string {
  const { packages, known, troubled, announced, bytesRead } = progress;
  const { queues, workers, redisBytes } = fleet;
  const one = (type: Metric['type'], name: string, help: string, value: number): Metric => {
    return { name: `rpmcow_audit_${name}`, type, help, samples: [{ value }] };
  };
  return openMetrics([
    one('counter', 'packages', 'Packages that are through.', packages),
    one('counter', 'known_packages', 'Of them, those that the state knew.', known),
    one('counter', 'troubled_packages', 'Of them, those with trouble.', troubled),
    one('gauge', 'announced_packages', 'Packages of all repositories so far.', announced),
    one('counter', 'read_bytes', 'Bytes of packages read.', bytesRead),
    {
      name: 'rpmcow_fleet_jobs',
      type: 'gauge',
      help: 'Jobs in Redis.',
      samples: queues.flatMap(({ ruleSet, waiting, active, delayed, failed }): Sample[] =>
        Object.entries({ waiting, active, delayed, failed }).map(([state, value]) => ({
          labels: { rules: ruleSet, state },
          value,
        })),
      ),
    },
    {
      name: 'rpmcow_fleet_paused',
      type: 'gauge',
      help: 'Whether workers take no jobs.',
      samples: queues.map(({ ruleSet, paused }) => ({
        labels: { rules: ruleSet },
        value: Number(paused),
      })),
    },
    {
      name: 'rpmcow_fleet_worker_threads',
      type: 'gauge',
      help: 'Threads of the workers that are there.',
      samples: workers.map(({ id, ruleSet, threads }) => ({
        labels: { worker: id, rules: ruleSet },
        value: threads,
      })),
    },
    {
      name: 'rpmcow_fleet_redis_bytes',
      type: 'gauge',
      help: 'Memory that Redis uses.',
      samples: [{ value: redisBytes }],
    },
  ]);
}
