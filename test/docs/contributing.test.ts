/** CONTRIBUTING.md: its code is code of the project, and what it names is there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRule } from '../../src/rules/catalogue.ts';
import { blocksOf } from './transcript.ts';
import { ROOT, readPage } from './written-pages.ts';

const page = readPage('CONTRIBUTING.md');
const excerpts = blocksOf(page).filter(({ language }) => language === 'ts');

test('the walk-through shows a rule, its package, and where both are named', () => {
  expect(excerpts.map(({ file }) => file)).toEqual([
    'corpus/mutate/lead-mutators.ts',
    'corpus/cases/lead-and-signature.ts',
    'src/rules/lead/lead-reserved.ts',
    'src/rules/lead/lead-rules.ts',
    'src/rules/lead/lead-rules.ts',
  ]);
  expect(findRule('lead-reserved')?.examples.fires).toEqual(['lead-reserved-set']);
});

test.each(excerpts)('what it shows of $file is there, line by line', ({ file, lines }) => {
  expect(`\n${readPage(file!)}`).toContain(`\n${lines.join('\n')}\n`);
});

test('the rule is shown whole', () => {
  const { lines } = excerpts.find(({ file }) => file === 'src/rules/lead/lead-reserved.ts')!;
  expect(`${lines.join('\n')}\n`).toBe(readPage('src/rules/lead/lead-reserved.ts'));
});

test('files and folders that it names are there', () => {
  const paths = [...page.matchAll(/`((?:\.?[a-z0-9-]+\/)+[a-zA-Z.-]*)`/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(10);
  const isMade = (path: string) => path === 'dist/';
  expect(paths.filter((path) => !isMade(path) && !existsSync(join(ROOT, path)))).toEqual([]);
});
