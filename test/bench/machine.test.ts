import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { describeMachine, isBusy } from '../../bench/machine.ts';

it('says what numbers depend on, and not whose machine it is', async () => {
  const machine = await describeMachine(process.env);
  expect(machine.cores).toBeGreaterThan(0);
  expect(machine.memory).toBeGreaterThan(2 ** 20);
  expect([4096, 16384, 65536]).toContain(machine.pageSize);
  expect(machine.versions['node']).toMatch(/^v\d+/);
  expect(Object.values(machine.versions)).not.toContain('');
  expect(Object.values(machine)).not.toContain(hostname());
});

it('a program that is missing has no version', async () => {
  const { versions } = await describeMachine({ PATH: '/nowhere' });
  expect(versions['bsdtar']).toBeNull();
});

it('knows when others use the machine', async () => {
  const machine = await describeMachine({ PATH: '/nowhere' });
  expect(isBusy({ ...machine, cores: 4, load: 0.5 })).toBe(false);
  expect(isBusy({ ...machine, cores: 4, load: 1.5 })).toBe(true);
});
