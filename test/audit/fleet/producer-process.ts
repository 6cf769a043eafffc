/** An audit with a fleet as a process of its own; its only argument is a ProducerTest in JSON. */
import { auditByFleet } from './audit-by-fleet.ts';
import type { ProducerTest } from './fleet.ts';

await auditByFleet(JSON.parse(process.argv[2]!) as ProducerTest);
