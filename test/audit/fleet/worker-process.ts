/** A worker of a fleet as a process of its own; its only argument is a WorkerTest in JSON. */
import { connectFleet } from '../../../src/audit/fleet/fleet-connection.ts';
import { startWorker } from '../../../src/audit/fleet/run-worker.ts';
import { createHttpClient } from '../../../src/io/http/http-client.ts';
import type { WorkerTest } from './fleet.ts';

const { queue, ruleSet, threads } = JSON.parse(process.argv[2]!) as WorkerTest;
const fleet = await connectFleet({ ...queue, password: undefined, authorities: undefined });
await startWorker(fleet, {
  version: 'test',
  ruleSet,
  threads,
  lock: 1500,
  openClient: () =>
    createHttpClient({
      userAgent: 'test',
      environment: {},
      connections: 1,
      limits: { attempts: 1 },
    }),
  notify: (message) => process.stderr.write(`${message}\n`),
});
process.stderr.write('ready\n');
