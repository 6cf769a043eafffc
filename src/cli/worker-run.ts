/**
 * A run of worker: from the connection to the queue until a signal, or nothing more to do.
 *
 * Policy: the first signal ends it in order, the second at once. What it has to say goes to standard
 * error, a line each.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { asQueueError, connectFleet, type QueueSettings } from '../audit/fleet/fleet-connection.ts';
import { printableAddress } from '../audit/fleet/queue-address.ts';
import { LOCK_MS, type RunningWorker, startWorker } from '../audit/fleet/run-worker.ts';
import { type ListenAddress, serveMetrics } from '../audit/fleet/serve-metrics.ts';
import { workerMetrics } from '../audit/fleet/worker-metrics.ts';
import { RULE_SET } from '../audit/rule-set.ts';
import { createHttpClient, type HttpOptions } from '../io/http/http-client.ts';
import { untilSignal } from '../io/until-signal.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tell } from './print.ts';
import { reportTrouble } from './trouble.ts';
import { VERSION } from './version.ts';

export interface WorkerRun {
  readonly queue: QueueSettings;
  readonly threads: number;
  readonly http: HttpOptions;
  /** How long there must be nothing to do; undefined: it goes on. */
  readonly idleSeconds: number | undefined;
  readonly metrics: ListenAddress | undefined;
}

/** How often it is looked whether there is still something to do, in milliseconds. */
const LOOK_MS = 250;

export async function runWorkerVerb(run: WorkerRun): Promise<ExitStatus> {
  const { queue, threads, http, metrics } = run;
  const signal = untilSignal();
  try {
    const fleet = await connectFleet(queue);
    try {
      const worker = await startWorker(fleet, {
        version: VERSION,
        ruleSet: RULE_SET,
        threads,
        lock: LOCK_MS,
        openClient: () => createHttpClient({ ...http, connections: 1 }),
        notify: (message) => tell(`rpmcow: ${message}\n`),
      });
      const text = () => workerMetrics(worker.progress, threads);
      const server = metrics === undefined ? undefined : await serveMetrics(metrics, text);
      tell(`rpmcow: judging for ${fleet.name} with ${threads} threads, by the rules ${RULE_SET}\n`);
      try {
        await Promise.race([signal.came, idle(worker, run.idleSeconds)]);
      } finally {
        await server?.close();
        await worker.end();
      }
    } finally {
      await fleet.close();
    }
    return EXIT.ok;
  } catch (error) {
    return reportTrouble('worker', asQueueError(printableAddress(queue.address), error));
  } finally {
    signal.release();
  }
}

async function idle({ progress }: RunningWorker, seconds: number | undefined): Promise<void> {
  for (;;) {
    await sleep(LOOK_MS, undefined, { ref: false });
    const quiet = performance.now() - progress.lastActive;
    if (seconds !== undefined && progress.active === 0 && quiet > seconds * 1000) return;
  }
}
