import { expect, test } from 'vitest';
import { packagesProgressText } from '../../src/cli/packages-progress.ts';

const MIB = 1024 * 1024;

test('tells by bytes where packages have them', () => {
  const total = { packages: 10, bytesIn: 100 * MIB };
  expect(packagesProgressText(total, { packages: 4, bytesIn: 50 * MIB }, 5)).toBe(
    '4/10 packages  10 MiB/s  5 s left',
  );
  expect(packagesProgressText(total, { packages: 0, bytesIn: 0 }, 5)).toBe(
    '0/10 packages  0 MiB/s',
  );
});

test('tells by packages where only their headers are read', () => {
  const total = { packages: 9000, bytesIn: 0 };
  expect(packagesProgressText(total, { packages: 3000, bytesIn: 777 }, 1)).toBe(
    '3000/9000 packages  3000 packages/s  2 s left',
  );
});
