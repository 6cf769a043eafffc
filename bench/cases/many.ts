/** Transcoding many packages, two at a time, and one so small that starting is all there is. */

import type { BenchCase } from './case.ts';

export const MANY_CASES: readonly BenchCase[] = [
  {
    name: 'transcode-many',
    family: 'Transcode many packages',
    what: '300 packages of 5 KiB to 5 MiB into a directory, two at a time',
    package: 'size-1KiB',
    where: 'first-place',
    quick: false,
    prepare: 'mkdir "$IN/many" && node "$BENCH/build-many.ts" "$IN/many" 300 5242880',
    contestants: [
      {
        name: 'rpmcow transcode -j 2',
        command: 'rpmcow transcode --quiet --out-dir "$OUT" -j 2 "$IN/many"',
        needs: ['verb:transcode'],
      },
      {
        name: 'xargs -P2 rpm2extents (the reference)',
        command:
          'cd "$IN/many" && ls | xargs -P2 -I{} sh -c \'rpm2extents SHA256 < {} > "$OUT/{}"\'',
        needs: ['tool:rpm2extents'],
      },
    ],
  },
  {
    name: 'transcode-smallest',
    family: 'Transcode many packages',
    what: 'a package of 6 KiB from standard input to a file, as librepo has it done',
    package: 'size-1KiB',
    where: 'first-place',
    quick: true,
    contestants: [
      {
        name: 'rpmcow-rpm2extents',
        command: 'rpmcow-rpm2extents SHA256 < "$PACKAGE" > "$OUT/extents"',
        needs: ['verb:rpm2extents'],
        check: 'extents',
      },
      {
        name: 'rpm2extents (the reference)',
        command: 'rpm2extents SHA256 < "$PACKAGE" > "$OUT/extents"',
        needs: ['tool:rpm2extents'],
        check: 'extents',
      },
      {
        name: 'node -e 0 (only starts)',
        command: 'node -e 0 > "$OUT/nothing"',
        needs: [],
      },
    ],
  },
];
