/**
 * The packages that most of a generated repository are variants of: nothing is wrong with them.
 *
 * Policy: a function of the seed. Sizes are spread evenly over the orders of magnitude, as in real
 * repositories. Some contents are in several of them, a licence in all.
 */
import { seededRandom } from '../../test/support/seeded-random.ts';
import { seededContent } from '../content.ts';
import { type PackageParts, takeApart } from '../mutate/package-parts.ts';
import type { Compressor } from '../writer/compress.ts';
import type { FileDescription } from '../writer/description.ts';
import { writePackage } from '../writer/write-package.ts';

const DESIGNS = 96;
/** Bytes of the contents of the smallest. */
const SMALLEST = 512;
const MOST_FILES = 12;
/** Beyond that the strongest zstd takes too long. */
const LARGEST_ZSTD = 128 * 1024;
/** The share of files that another package has, too. */
const SHARED = 0.2;
const LICENCE = seededContent('licence', 'text', 1100);

/** @param largest bytes of the contents of the largest. */
export async function soundPackages(seed: number, largest: number): Promise<PackageParts[]> {
  const packages: PackageParts[] = [];
  for (let design = 0; design < DESIGNS; design++) {
    const random = seededRandom(seed + 104_729 * design);
    const size = SMALLEST * (largest / SMALLEST) ** (design / (DESIGNS - 1));
    const count = random.between(1, MOST_FILES);
    const root = `/opt/generated/${design}`;
    const file = (index: number): FileDescription => {
      const contentSeed =
        random() < SHARED ? `shared ${Math.ceil(size / count)}` : `${seed} ${design} ${index}`;
      const content = seededContent(contentSeed, 'mixed', Math.ceil(size / count));
      return { type: 'regular', path: `${root}/file-${index}`, content };
    };
    const files: FileDescription[] = [
      { type: 'directory', path: root },
      { type: 'regular', path: `${root}/LICENCE`, content: LICENCE },
      ...Array.from({ length: count }, (_, index) => file(index)),
      { type: 'symlink', path: `${root}/link`, target: 'LICENCE' },
    ];
    const bytes = await writePackage({
      name: 'sound',
      compressor: compressorOf(size, random),
      files,
    });
    packages.push(takeApart(bytes));
  }
  return packages;
}

function compressorOf(size: number, random: () => number): Compressor {
  const choice = random();
  if (choice < 0.2) return 'xz';
  return choice < 0.8 && size <= LARGEST_ZSTD ? 'zstd' : 'gzip';
}
