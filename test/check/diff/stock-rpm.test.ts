/** Files and dependencies that changed, as stock rpm lists them of both packages. */
import { expect, test } from 'vitest';
import { missingTool } from '../../../corpus/build/build-package.ts';
import { comparePackages } from '../../../src/check/diff/compare-packages.ts';
import type { FileState } from '../../../src/check/diff/diff-record.ts';
import { rpmAbsent, run, suiteUnless } from '../../corpus/real-rpm.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import { buildPair } from './built-pair.ts';
import { sideAt } from './sides.ts';

/** Lines of a query, without repetition. */
function query(path: string, ...options: readonly string[]): Set<string> {
  const { ok, output } = run('rpm', ['-qp', '--nosignature', ...options, path]);
  if (!ok) throw new Error(output);
  return new Set(output.trim().split('\n'));
}

/** By path: digest, mode, owner, group and link target of `rpm --dump`, and size of regular files. */
function dump(path: string): Map<string, string> {
  const lines = [...query(path, '--dump')].map((line) => line.split(' '));
  return new Map(
    lines.map(([name = '', size, , digest, mode = '', user, group, , , , target]) => [
      name,
      [mode.startsWith('0100') ? size : '', digest, mode, user, group, target].join(' '),
    ]),
  );
}

const paths = (states: readonly Pick<FileState, 'path'>[]) => states.map(({ path }) => path).sort();

suiteUnless(rpmAbsent ?? missingTool(), 'a built pair, against rpm', () => {
  test('has the files added, removed and changed that rpm lists', async () => {
    const [old, current] = buildPair(scratchDirectory());
    const { files } = comparePackages(await sideAt(old), await sideAt(current));
    const [before, after] = [dump(old), dump(current)];
    const both = [...after.keys()].filter((path) => before.has(path));
    expect(both.length).toBeGreaterThan(200);
    expect(paths(files!.added)).toEqual(
      [...after.keys()].filter((path) => !before.has(path)).sort(),
    );
    expect(paths(files!.removed)).toEqual(
      [...before.keys()].filter((path) => !after.has(path)).sort(),
    );
    expect(paths(files!.changed)).toEqual(
      both.filter((path) => before.get(path) !== after.get(path)).sort(),
    );
    expect(files!.same).toBe(both.length - files!.changed.length);
  });

  test.each(['requires', 'provides'] as const)('has its %s', async (kind) => {
    const [old, current] = buildPair(scratchDirectory());
    const { dependencies } = comparePackages(await sideAt(old), await sideAt(current));
    const [before, after] = [old, current].map((path) => query(path, `--${kind}`));
    const texts = (list: NonNullable<typeof dependencies>['added']) =>
      list.filter((each) => each.kind === kind).map(({ text }) => text);
    const only = (one: Set<string>, other: Set<string>) =>
      [...one].filter((line) => !other.has(line)).sort();
    expect(texts(dependencies!.added).sort()).toEqual(only(after!, before!));
    expect(texts(dependencies!.removed).sort()).toEqual(only(before!, after!));
    expect(texts(dependencies!.added)).not.toEqual([]);
  });
});
