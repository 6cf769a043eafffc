/**
 * Target: packages and extents files, extracted.
 *
 * Policy: nothing changes beside the root, whatever names and links the package has; what is not
 * extracted leaves the root as it was.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from '../../../src/extract/extract.ts';
import { makeBreather } from '../../../src/io/breathe.ts';
import { noCopies } from '../../../src/io/file-copier.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { words } from '../fuzz-target.ts';
import { fuzzDirectory, inputFile } from '../input-file.ts';
import { EXTENTS_MUTATORS } from '../mutate/extents-mutators.ts';
import { PACKAGE_MUTATORS } from '../mutate/package-mutators.ts';
import { seedPackages } from '../seed-packages.ts';
import { extentsTarget } from './extents.ts';
import { expectSame } from './same.ts';

export const extractTarget: FuzzTarget = {
  name: 'extract',
  weight: 6,
  seeds: async () => [...(await seedPackages()), ...(await extentsTarget.seeds())],
  mutators: [...PACKAGE_MUTATORS, ...EXTENTS_MUTATORS],
  dictionary: words('../', '/../../beside', '..\0', './', '//', '/\0', 'beside'),
  async run(input) {
    const path = inputFile(input);
    const base = join(fuzzDirectory(), 'extract');
    const root = join(base, 'root');
    rmSync(base, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    writeFileSync(join(base, 'beside'), '');
    const counts = noCopies();
    const breathe = makeBreather();
    const options = {
      root,
      reflink: 'auto',
      verify: true,
      nativeFree: false,
      counts,
      breathe,
    } as const;
    try {
      await extract(path, options);
    } catch (error) {
      expectSame(readdirSync(root), [], 'what is left in the root');
      throw error;
    } finally {
      expectSame(readdirSync(base), ['beside', 'root'], 'what is beside the root');
    }
  },
};
