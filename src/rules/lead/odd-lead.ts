/**
 * A sieve for the rules about single fields of the lead.
 *
 * Policy: it keeps every lead that could have one of their defects, and nearly none that have none.
 */
import { type Lead, leadRefusal } from '../../../native-free-parsers/lead.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';

/** @param pkg the package, where rpm can load it. */
export function isOddLead(lead: Lead, pkg: RpmPackage | undefined): boolean {
  const { name, nameTerminated, type, reserved } = lead;
  if (name === '' || !nameTerminated || type !== (pkg?.isSource === true ? 1 : 0)) return true;
  return leadRefusal(lead) !== undefined || reserved.some((byte) => byte !== 0);
}
