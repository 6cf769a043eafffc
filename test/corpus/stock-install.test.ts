import { expect, test } from 'vitest';
import { buildPackages, isSlow, missingTool } from '../../corpus/build/build-package.ts';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { installImpossible, installInto, saved, suiteUnless, withTemporary } from './real-rpm.ts';

// What hangs is known to hang: rpm 4.18 opens a fifo and waits for somebody to write into it.
const tried = MANIFEST.filter(({ stock }) => stock !== 'hangs');

suiteUnless(installImpossible, 'rpm -i does what the manifest says', () => {
  const inMemory = tried.filter(({ kind }) => kind !== 'spec');

  test.each(inMemory)('$name: $stock', async ({ name, stock }) => {
    const bytes = await packageBytes(name);
    const { ok, output } = await withTemporary((directory) =>
      installInto(directory, saved(directory, bytes)),
    );
    expect(ok ? 'installs' : 'refuses', output).toBe(stock);
  });
});

suiteUnless(installImpossible ?? missingTool(), 'rpm -i installs what rpmbuild built', () => {
  const specs = tried.filter(({ kind, name }) => kind === 'spec' && !isSlow(name));

  test.each(specs)('$name: $stock', async ({ name, stock }) => {
    const { ok, output } = await withTemporary(async (directory) => {
      const built = await buildPackages([name], directory);
      return installInto(directory, built.get(name)!);
    });
    expect(ok ? 'installs' : 'refuses', output).toBe(stock);
  });
});
