/** The jobs of one audit, taken off a queue. */
import type { Queue } from 'bullmq';
import { ignore } from './fleet-connection.ts';

/** States of jobs that no worker has in hand. */
const AT_REST = ['waiting', 'delayed', 'paused', 'failed'] as const;
const AT_ONCE = 100;

/** What workers have in hand stays, and ends by itself. */
export async function removeJobs(queue: Queue, audit: string): Promise<void> {
  for (let from = 0; ; ) {
    const ids = await queue.getRanges([...AT_REST], from, from + AT_ONCE - 1);
    if (ids.length === 0) return;
    const ours = ids.filter((id) => id.startsWith(`${audit}-`));
    for (const id of ours) await queue.remove(id).catch(ignore);
    // What was removed has made room: others move up.
    if (ours.length === 0) from += AT_ONCE;
  }
}
