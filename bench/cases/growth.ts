/** How cost grows with the number of files, and with their size. */

import { FILE_COUNTS, FILE_SIZES } from '../packages.ts';
import type { BenchCase } from './case.ts';
import { EXTRACTORS } from './extract.ts';
import { TRANSCODE_TO_FILE, UNPACK_TO_FILE } from './transcode.ts';

const QUICK: readonly string[] = ['files-1', 'files-100', 'files-1000', 'size-1KiB', 'size-10MiB'];

const PACKAGES = [
  ...FILE_COUNTS.map((count) => [`files-${count}`, 'number of files'] as const),
  ...FILE_SIZES.map(([label]) => [`size-${label}`, 'size of a file'] as const),
];

export const GROWTH_CASES: readonly BenchCase[] = [
  ...PACKAGES.map(
    ([name, by]): BenchCase => ({
      name: `transcode-${name}`,
      family: `Transcode: growth with the ${by}`,
      what: 'from file to file',
      package: name,
      where: 'first-place',
      quick: QUICK.includes(name),
      contestants: [TRANSCODE_TO_FILE, UNPACK_TO_FILE],
    }),
  ),
  ...PACKAGES.map(
    ([name, by]): BenchCase => ({
      name: `extract-${name}`,
      family: `Extract: growth with the ${by}`,
      what: 'cloned where the file system can, else copied, out of an extents file',
      package: name,
      where: 'first-place',
      quick: QUICK.includes(name),
      prepare: 'rpmcow transcode --quiet "$PACKAGE" -o "$IN/extents"',
      contestants: [
        {
          name: 'rpmcow extract',
          command: 'rpmcow extract "$IN/extents" -C "$OUT" --reflink auto',
          needs: ['verb:extract'],
          check: 'files',
        },
        EXTRACTORS[0]!,
      ],
    }),
  ),
];
