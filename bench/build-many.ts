/**
 * Writes packages of 5 KiB and more into a directory: `build-many.ts DIRECTORY COUNT LARGEST`, bytes
 * of the largest. Their sizes are spread evenly over the orders of magnitude, as in a repository;
 * the smaller ones are zstd, which takes long to compress, the others gzip.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededContent } from '../corpus/content.ts';
import { writePackage } from '../corpus/writer/write-package.ts';
import { ROOT } from './packages.ts';

const SMALLEST = 5 * 1024;
const MOST_FILES = 20;
const LARGEST_ZSTD = 128 * 1024;
/** Mixed content compresses to this part of it. */
const COMPRESSED = 0.6;

const [, , directory = '.', ...numbers] = process.argv;
const [packages = 0, largest = 0] = numbers.map(Number);
for (let i = 0; i < packages; i++) {
  const size = SMALLEST * (largest / SMALLEST) ** (i / (packages - 1));
  const count = 1 + (i % MOST_FILES);
  const files = Array.from({ length: count }, (_, file) => ({
    type: 'regular' as const,
    path: `/${ROOT}/${i}/${file}`,
    content: seededContent(`${i}/${file}`, 'mixed', Math.ceil(size / COMPRESSED / count)),
  }));
  const compressor = size <= LARGEST_ZSTD ? 'zstd' : 'gzip';
  const bytes = await writePackage({ name: `many-${i}`, compressor, files });
  writeFileSync(join(directory, `${i}.rpm`), bytes);
}
