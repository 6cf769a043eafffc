import { describe, expect, it } from 'vitest';
import { compareFindings } from '../../../src/check/diff/compare-findings.ts';
import { findRule } from '../../../src/rules/catalogue.ts';
import { finding, record } from '../made-up-record.ts';

const EVERYTHING = ['file', 'lead', 'signature', 'headers', 'files', 'payload'] as const;
const at = (path: string | null, tag: number | null = null, offset = 80) =>
  finding({ where: { ...finding().where, path, tag, offset } });
const old = (...findings: ReturnType<typeof finding>[]) =>
  record({ findings, examined: EVERYTHING });
const current = (...findings: ReturnType<typeof finding>[]) =>
  record({ findings, examined: EVERYTHING, nevra: 'hello-2.11-1.x86_64' });

describe('a finding is', () => {
  it('in both where rule, tag and file are the same, wherever it stands', () => {
    const diff = compareFindings(
      old(at('/a', 5, 80), at(null, 6, 80)),
      current(at(null, 6, 96), at('/a', 5, 4000)),
    );
    expect(diff).toEqual({ new: [], fixed: [], unknown: [], same: 2 });
  });

  it('new or fixed where rule, tag or file is another', () => {
    const other = { ...at('/a', 5), rule: 'lead-magic' };
    const {
      new: added,
      fixed,
      same,
    } = compareFindings(old(at('/a', 5), at('/b', 5), at('/a', 6)), current(at('/a', 5), other));
    expect({ added, fixed, same }).toEqual({
      added: [other],
      fixed: [at('/b', 5), at('/a', 6)],
      same: 1,
    });
  });

  it('the same in a file with the version in its name, and in a package of another name', () => {
    const renamed = {
      ...current(at('/usr/share/doc/hello-2.11/README')),
      nevra: 'hi-2.11-1.noarch',
    };
    const diff = compareFindings(old(at('/usr/share/doc/hello-2.10/README')), renamed);
    expect(diff).toMatchObject({ new: [], fixed: [], same: 1 });
  });

  it('counted: the places that are too many are the last ones', () => {
    const places = [80, 96, 112].map((offset) => at(null, 5, offset));
    expect(compareFindings(old(places[0]!), current(...places))).toMatchObject({
      new: places.slice(1),
      fixed: [],
      same: 1,
    });
    expect(compareFindings(old(...places), current(places[0]!))).toMatchObject({
      new: [],
      fixed: places.slice(1),
      same: 1,
    });
  });

  it('not called fixed where nobody could look for it', () => {
    const gone = { ...at(null), rule: 'payload-truncated' };
    expect(findRule(gone.rule)!.needs).toBe('payload');
    const unread = record({ examined: EVERYTHING.slice(0, -1) });
    expect(compareFindings(old(gone), unread)).toMatchObject({ fixed: [], unknown: [gone] });
    expect(compareFindings(old(gone), current())).toMatchObject({ fixed: [gone], unknown: [] });
  });
});
