/** Transcoding the next version of a package, with and without the one before at hand. */

import type { BenchCase } from './case.ts';
import { TRANSCODE_TO_FILE } from './transcode.ts';

export const REUSE_CASES: readonly BenchCase[] = [
  {
    name: 'reuse',
    family: 'Transcode, reusing the version before',
    what: 'real files of which one in 20 has changed since the version before',
    package: 'usr-next',
    older: 'usr-zstd',
    where: 'every-place',
    quick: true,
    prepare:
      'mkdir "$IN/before" && rpmcow transcode --quiet "$OLDER" -o "$IN/before/older.extents"',
    contestants: [
      {
        name: 'rpmcow transcode --reuse',
        command: 'rpmcow transcode --quiet --reuse "$IN/before" "$PACKAGE" -o "$OUT/extents"',
        needs: ['option:--reuse', 'reflink'],
        check: 'extents',
      },
      { ...TRANSCODE_TO_FILE, name: 'rpmcow transcode, without' },
    ],
  },
];
