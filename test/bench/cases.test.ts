/** The catalogue of cases, as data. */
import { describe, expect, it } from 'vitest';
import { ALL_CASES } from '../../bench/cases/all.ts';
import { benchPackages } from '../../bench/packages.ts';

const packages = benchPackages(false).map(({ name }) => name);

it('names are unique, and fit into a pattern as they are', () => {
  const names = ALL_CASES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9-]+$/);
});

it('quick and full runs have the same packages', () => {
  expect(benchPackages(true).map(({ name }) => name)).toEqual(packages);
});

it('every package is measured with', () => {
  const used = ALL_CASES.flatMap((one) => [one.package, one.older]);
  expect(packages.filter((name) => !used.includes(name))).toEqual([]);
});

describe.each(ALL_CASES)('$name', (one) => {
  it('measures rpmcow against something, with packages that exist', () => {
    const [ours, ...peers] = one.contestants;
    expect(ours.command).toMatch(/^rpmcow/);
    expect(peers.length).toBeGreaterThan(0);
    expect(packages).toContain(one.package);
    if (one.older) expect(packages).toContain(one.older);
  });

  it('writes into $OUT alone, and only where there is a place for it', () => {
    for (const { command } of one.contestants) {
      expect(command.includes('$OUT')).toBe(one.where !== 'nowhere');
    }
  });

  it('each contestant has a name of its own and needs the tools it names', () => {
    const names = one.contestants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { command, needs } of one.contestants) {
      const tools =
        command.match(/\b(rpm2cpio|rpm2archive|cpio|bsdtar|rpm2extents|createrepo_c)\b/g) ?? [];
      const ours = command.startsWith('rpmcow');
      for (const tool of ours ? [] : tools) expect(needs).toContain(`tool:${tool}`);
    }
  });
});
