/**
 * The deny list of all labelled packages, applied with the reference's rule to the bytes of their
 * leads: it denies what was seen to break, and of the rest what nobody could spare.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { denyList } from '../../../src/audit/deny-list.ts';
import { missingLabels, readLabels } from '../../support/labels.ts';

const BREAKS = ['COW_FAILS', 'DIFFERENT_TREE', 'COW_ACCEPTS'];
const [NAME_AT, NAME_SIZE, LEAD_SIZE] = [10, 66, 96];

const reason = missingLabels();
if (reason !== undefined) console.warn(`skipped: ${reason}`);

function leadOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const lead = Buffer.alloc(LEAD_SIZE);
    readSync(fd, lead, 0, LEAD_SIZE, 0);
    return lead;
  } finally {
    closeSync(fd);
  }
}

/** As the reference does it: strtok at commas, strstr in the bytes from the name on, up to a NUL. */
function isDenied(list: Buffer, lead: Buffer): boolean {
  const nul = lead.indexOf(0, NAME_AT);
  const name = lead.subarray(NAME_AT, nul < 0 ? LEAD_SIZE : nul);
  for (let start = 0; start <= list.length; ) {
    const comma = list.indexOf(0x2c, start);
    const end = comma < 0 ? list.length : comma;
    if (end > start && name.includes(list.subarray(start, end))) return true;
    start = end + 1;
  }
  return false;
}

describe.skipIf(reason !== undefined)('labelled packages', () => {
  it.each([['corpus'], ['truth']] as const)('of %s', (collection) => {
    const packages = readLabels(collection)
      .filter(({ verdict }) => verdict !== 'NOT_RPM')
      .map(({ id, path, verdict }) => {
        const lead = leadOf(path);
        const nul = lead.indexOf(0, NAME_AT);
        const end = nul < 0 || nul > NAME_AT + NAME_SIZE ? NAME_AT + NAME_SIZE : nul;
        const leadName = lead.toString('latin1', NAME_AT, end);
        return { id, lead, leadName, mustBeDenied: BREAKS.includes(verdict) };
      });
    const must = packages.filter(({ mustBeDenied }) => mustBeDenied);
    expect(must.length).toBeGreaterThan(3);

    const list = denyList(packages);
    const value = Buffer.from(list.value, 'latin1');
    const denied = packages.filter(({ lead }) => isDenied(value, lead));
    expect(must.filter(({ lead }) => !isDenied(value, lead))).toEqual(
      list.impossible.map((each) => each.package),
    );
    expect(list.impossible.filter(({ because }) => because !== 'empty-name')).toEqual([]);
    // Whatever has the whole name of what must be denied goes with it, and nothing else does.
    const names = must.map(({ leadName }) => leadName).filter((name) => name !== '');
    expect(denied).toEqual(
      packages.filter(({ leadName }) => names.some((name) => leadName.includes(name))),
    );
    expect(list.accidents).toEqual(denied.filter(({ mustBeDenied }) => !mustBeDenied));
    expect(list.items.length).toBe(list.atLeast);
    expect(list.items.length).toBeLessThanOrEqual(new Set(names).size);
  });
});
