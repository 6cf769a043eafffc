/** The checks of preflight as plain data, in the order of its report. */
import { HOST_CHECKS } from '../host/host-checks.ts';
import { type HostRecord, hostRecord } from '../report/host-record.ts';

export function hostRecords(): HostRecord[] {
  return HOST_CHECKS.map(hostRecord);
}
