import { expect, it } from 'vitest';
import { int32, stringArray } from '../../../corpus/writer/header-entry.ts';
import { DEPENDENCY_TAGS } from '../../../src/check/diff/dependencies.ts';
import { diffOf } from './sides.ts';

const LESS = 1 << 1;
const EQUAL = 1 << 3;
const PRE = 1 << 6;

type Wanted = readonly (readonly [name: string, flags: number, version: string])[];

/** The main header with these three parallel arrays. */
function requiring(tags: readonly [number, number, number], wanted: Wanted) {
  const [names, versions, flags] = tags;
  const entries = [
    stringArray(
      names,
      wanted.map(([name]) => name),
    ),
    stringArray(
      versions,
      wanted.map(([, , version]) => version),
    ),
    int32(
      flags,
      wanted.map(([, flag]) => flag),
    ),
  ];
  return { main: { entries } };
}

const REQUIRES = [1049, 1050, 1048] as const;
const RECOMMENDS = [5046, 5047, 5048] as const;

it('names what was added and removed, as rpm writes it', async () => {
  const old = requiring(REQUIRES, [
    ['/bin/sh', 0, ''],
    ['a', EQUAL, '1:2-3'],
    ['gone', 0, ''],
  ]);
  const current = requiring(REQUIRES, [
    ['/bin/sh', 0, ''],
    ['a', LESS | EQUAL, '1:2-3'],
    ['new', 0, ''],
  ]);
  const { added, removed, same } = (await diffOf(old, current)).dependencies!;
  expect(added).toEqual([
    { kind: 'requires', text: 'a <= 1:2-3' },
    { kind: 'requires', text: 'new' },
  ]);
  expect(removed).toEqual([
    { kind: 'requires', text: 'a = 1:2-3' },
    { kind: 'requires', text: 'gone' },
  ]);
  // /bin/sh, and what the package provides.
  expect(same).toBe(2);
});

it('counts what is said twice once, whatever it is for', async () => {
  const once = requiring(REQUIRES, [['/bin/sh', 0, '']]);
  const twice = requiring(REQUIRES, [
    ['/bin/sh', 0, ''],
    ['/bin/sh', PRE, ''],
  ]);
  const { added, removed } = (await diffOf(once, twice)).dependencies!;
  expect({ added, removed }).toEqual({ added: [], removed: [] });
});

it('keeps kinds apart, and makes names printable', async () => {
  const { added } = (await diffOf({}, requiring(RECOMMENDS, [['\u001b[2J', 0, '']]))).dependencies!;
  expect(added).toEqual([{ kind: 'recommends', text: '\\x1b[2J' }]);
});

it('knows three tags of each kind', () => {
  expect(DEPENDENCY_TAGS.size).toBe(27);
});
