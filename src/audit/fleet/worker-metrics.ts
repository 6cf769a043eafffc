/** What a worker tells of itself. */
import { type Metric, openMetrics } from './open-metrics.ts';
import type { WorkerProgress } from './run-worker.ts';

export function workerMetrics(progress: WorkerProgress, threads: number): string {
  const { jobs, failedJobs, packages, troubled, bytesRead, active } = progress;
  const metric = (type: Metric['type'], name: string, help: string, value: number): Metric => {
    return { name: `rpmcow_worker_${name}`, type, help, samples: [{ value }] };
  };
  return openMetrics([
    metric('counter', 'jobs', 'Jobs done.', jobs),
    metric('counter', 'failed_jobs', 'Jobs that failed.', failedJobs),
    metric('counter', 'packages', 'Packages judged.', packages),
    metric('counter', 'troubled_packages', 'Packages with trouble.', troubled),
    metric('counter', 'read_bytes', 'Bytes of packages read.', bytesRead),
    metric('gauge', 'active_jobs', 'Jobs in hand.', active),
    metric('gauge', 'threads', 'Threads that judge.', threads),
  ]);
}
