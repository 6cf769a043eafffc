/** What audit asks of a fleet, or tells it, instead of auditing. */

import { connectFleet, type QueueSettings } from '../audit/fleet/fleet-connection.ts';
import {
  cancelAudits,
  type FleetStatus,
  fleetStatus,
  pauseFleet,
  resumeFleet,
} from '../audit/fleet/fleet-control.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { print } from './print.ts';
import { reportTrouble } from './trouble.ts';

export type FleetOrder = 'status' | 'pause' | 'resume' | 'cancel';

const MIB = 1024 * 1024;

export async function giveFleetOrder(
  order: FleetOrder,
  settings: QueueSettings,
): Promise<ExitStatus> {
  try {
    const fleet = await connectFleet(settings);
    try {
      if (order === 'pause') await pauseFleet(fleet);
      if (order === 'resume') await resumeFleet(fleet);
      if (order === 'cancel') await cancelAudits(fleet);
      print(statusText(fleet.name, await fleetStatus(fleet)));
    } finally {
      await fleet.close();
    }
    return EXIT.ok;
  } catch (error) {
    return reportTrouble('queue', error);
  }
}

function statusText(name: string, { queues, audits, workers, redisBytes }: FleetStatus): string {
  const lines = [
    `${name}: ${Math.round(redisBytes / MIB)} MiB of memory in use`,
    ...queues.map(
      ({ ruleSet, paused, waiting, active, delayed, failed }) =>
        `jobs by the rules ${ruleSet}${paused ? ', PAUSED' : ''}: ` +
        `${waiting} waiting, ${active} in hand, ${delayed} put off, ${failed} failed`,
    ),
    ...audits.map(
      ({ name: state, host, depth, packages, announced, known, troubled, alive }) =>
        `audit of ${state} on ${host}, depth ${depth}${alive ? '' : ', GONE'}: ` +
        `${packages}/${Math.max(announced, packages)} packages, ${known} known, ${troubled} with trouble`,
    ),
    ...workers.map(
      ({ id, version, ruleSet, threads, packages, leaving }) =>
        `worker ${id}${leaving ? ', ending' : ''}: ${threads} threads, ${packages} packages judged, ` +
        `rpmcow ${version} with the rules ${ruleSet}`,
    ),
  ];
  if (audits.length === 0) lines.push('no audit');
  if (workers.length === 0) lines.push('no worker');
  return `${lines.join('\n')}\n`;
}
