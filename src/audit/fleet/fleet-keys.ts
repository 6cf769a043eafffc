/**
 * The names of what a fleet keeps in Redis, beside what BullMQ keeps there.
 *
 * Policy: all below one prefix, so that several fleets can share a server. One queue for each set of
 * rules and version of the protocol: who judges by others never sees a job of it.
 */
import { PROTOCOL } from './judge-job.ts';

export interface FleetKeys {
  /** A hash: audits by their id, as AuditEntry in JSON. */
  readonly audits: string;
  /** A hash: workers by their id, as WorkerEntry in JSON. */
  readonly workers: string;
  /** A set: ids of audits that somebody cancelled. */
  readonly cancelled: string;
  /** A hash: how often a package was begun with by itself and not ended, by its key. */
  readonly begun: string;
  /** A list of packed results. */
  results(audit: string): string;
  /** A sorted set: jobs that ask this host for something, by when that is no longer believed. */
  host(name: string): string;
}

export function fleetKeys(prefix: string): FleetKeys {
  const key = (name: string) => `${prefix}:fleet:${name}`;
  return {
    audits: key('audits'),
    workers: key('workers'),
    cancelled: key('cancelled'),
    begun: key('begun'),
    results: (audit) => key(`results:${audit}`),
    host: (name) => key(`host:${name}`),
  };
}

export function queueName(ruleSet: string): string {
  return `judge-${PROTOCOL}-${ruleSet}`;
}
