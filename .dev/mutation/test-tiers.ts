/**
 * Which tests are to find a fault in a file: the nearest first, then those of what is built on it.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PARSERS = 'native-free-parsers/';

/** Lists of paths for vitest, below `root`; the first that fails ends the search. */
export function testTiers(root: string, file: string): string[][] {
  const own = join('test', file.replace(/^src\//, '').replace(/\.ts$/, '.test.ts'));
  const nearest = existsSync(join(root, own)) ? [own] : [];
  const folder = dirname(own);
  const tiers = file.startsWith(PARSERS)
    ? [nearest, [folder], ['test/native-free-parsers', 'test/package'], FUZZ]
    : [nearest, [folder], FUZZ];
  return tiers.filter(
    (tier) => tier.length > 0 && tier.every((path) => existsSync(join(root, path))),
  );
}

const FUZZ = ['test/fuzz/fuzz.test.ts', 'test/fuzz/regressions.test.ts'];
