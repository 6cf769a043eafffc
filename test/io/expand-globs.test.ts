import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expandGlobs } from '../../src/io/expand-globs.ts';
import { scratchDirectory } from './scratch.ts';

test('patterns become what they match, in the order of the names', () => {
  const directory = scratchDirectory();
  const at = (name: string) => join(directory, name);
  mkdirSync(at('below'));
  for (const name of ['b.rpm', 'a.rpm', 'c.txt', 'below/d.rpm', 'odd[1].rpm']) {
    writeFileSync(at(name), '');
  }
  expect(expandGlobs([at('[ab].rpm'), at('c.txt')])).toEqual(['a.rpm', 'b.rpm', 'c.txt'].map(at));
  expect(expandGlobs([at('**/d.*')])).toEqual([at('below/d.rpm')]);
});

test('what exists under its name is no pattern, and what matches nothing stays', () => {
  const directory = scratchDirectory();
  const odd = join(directory, 'odd[1].rpm');
  writeFileSync(odd, '');
  const nothing = join(directory, 'no*.rpm');
  expect(expandGlobs([odd, nothing, '-', 'plain.rpm'])).toEqual([odd, nothing, '-', 'plain.rpm']);
});
