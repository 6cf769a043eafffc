import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { architectureNumber, isNoNumber, osNumber } from '../../../src/rules/lead/lead-numbers.ts';
import { missingRpm418 } from '../../native-free-parsers/header/stock-rpm.ts';

test('architectures by their numbers', () => {
  expect(['i386', 'x86_64', 'aarch64', 's390x', 'ppc64le'].map(architectureNumber)).toEqual([
    1, 1, 19, 15, 16,
  ]);
  expect(['noarch', 'my_own', ''].map(architectureNumber)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('Linux in both spellings', () => {
  expect(['linux', 'Linux', 'aix5.3', ''].map(osNumber)).toEqual([1, 1, undefined, undefined]);
});

test('0 and 255 say nothing', () => {
  expect([0, 1, 5, 255].filter(isNoNumber)).toEqual([0, 255]);
});

test("rpm's own table has the same numbers", ({ skip }) => {
  const missing = missingRpm418();
  if (missing !== undefined) skip(missing);
  const directory = spawnSync('rpm', ['--eval', '%_rpmconfigdir'], { encoding: 'utf8' }).stdout;
  const path = join(directory.trim(), 'rpmrc');
  const lines = readFileSync(path, 'utf8').matchAll(/^arch_canon:\s*\S+?:\s*(\S+)\s+(\d+)/gm);
  const table = new Map([...lines].map(([, name, number]) => [name!, Number(number)]));
  const known = [...table].filter(([name]) => architectureNumber(name) !== undefined);
  expect(known.map(([name]) => [name, architectureNumber(name)])).toEqual(known);
  expect([...table.keys()].filter((name) => architectureNumber(name) === undefined)).toEqual([
    // Names that no package has: SGI's IP machines.
    'sgi',
  ]);
});
