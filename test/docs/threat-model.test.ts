/** The threat model and the security policy: what they name is there, and every threat has its proof. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readPage } from './written-pages.ts';

const PAGE = 'docs/security/threat-model.md';
const model = readPage(PAGE);
const policy = readPage('SECURITY.md');

/** The rows of tables that say by which test something is shown. */
const threats = model
  .split('\n## ')
  .find((chapter) => chapter.startsWith('Who sends what'))!
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat '));

function testsIn(text: string): string[] {
  return [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path!);
}

test('every threat has something that stops it, and a test that shows it', () => {
  expect(threats.length).toBeGreaterThan(20);
  for (const row of threats) {
    const [threat, stop, proof, ...rest] = row.slice(2, -2).split(' | ');
    expect(rest, row).toEqual([]);
    expect(stop, threat).toMatch(/\w/);
    expect(testsIn(proof!).length, threat).toBeGreaterThan(0);
  }
});

test('the tests that it names are there, and test something', () => {
  const paths = [...new Set(testsIn(model))];
  expect(paths.length).toBeGreaterThan(30);
  const missing = paths.filter((path) => !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
  const empty = paths.filter(
    (path) => !/\b(it|test)\b/.test(readFileSync(join(ROOT, path), 'utf8')),
  );
  expect(empty).toEqual([]);
});

test('every test of faults is named', () => {
  for (const name of ['faults', 'disk', 'limits', 'signals', 'power-cut']) {
    expect(model).toContain(`test/faults/${name}.test.ts`);
  }
});

test.each([
  [PAGE, model],
  ['SECURITY.md', policy],
])('links of %s lead to files', (page, text) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link!);
  const broken = links.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
  expect(broken).toEqual([]);
});

test('the commands of the policy name tests that are there', () => {
  const folders = [...policy.matchAll(/test\/[\w/.-]+/g)].map(([path]) => path);
  expect(folders.length).toBeGreaterThan(3);
  expect(folders.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
