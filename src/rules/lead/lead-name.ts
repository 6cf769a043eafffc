/** The name field of the lead, for the rules about it. */
import type { Lead } from '../../../native-free-parsers/lead.ts';
import type { Nevra } from '../../../native-free-parsers/nevra.ts';
import type { Where } from '../rule.ts';

export const LEAD_NAME: Where = { section: 'lead', offset: 10, length: 66 };

/** Bytes of a name that leave room for its NUL. */
const LONGEST = 65;

/** Whether the lead has this name-version-release, as rpm cuts it, with or without the epoch. */
export function isLeadName(lead: Lead, { name, epoch, version, release }: Nevra): boolean {
  const cut = lead.nameTerminated ? LONGEST : LONGEST + 1;
  const versionRelease = `${version}-${release}`;
  if (lead.name === `${name}-${versionRelease}`.slice(0, cut)) return true;
  return epoch !== undefined && lead.name === `${name}-${epoch}:${versionRelease}`.slice(0, cut);
}
