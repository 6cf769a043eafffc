/** Transcoding, a case per codec: to nowhere as librepo does it, and to files. */

import type { BenchCase, Contestant } from './case.ts';

const CODECS = ['none', 'gzip', 'zstd', 'xz', 'xz-blocks', 'lzma', 'bzip2'] as const;
const QUICK_CODECS: readonly string[] = ['gzip', 'zstd', 'xz'];

export const TRANSCODE_TO_FILE: Contestant = {
  name: 'rpmcow transcode',
  command: 'rpmcow transcode --quiet "$PACKAGE" -o "$OUT/extents"',
  needs: ['verb:transcode'],
  check: 'extents',
};

export const UNPACK_TO_FILE: Contestant = {
  name: 'rpm2cpio (only decompresses)',
  command: 'rpm2cpio "$PACKAGE" > "$OUT/archive"',
  needs: ['tool:rpm2cpio'],
};

export const TRANSCODE_CASES: readonly BenchCase[] = CODECS.flatMap((codec) => [
  {
    name: `transcode-${codec}`,
    family: 'Transcode, result thrown away',
    what: `real files, ${codec}, from standard input to /dev/null`,
    package: `usr-${codec}`,
    where: 'nowhere',
    quick: QUICK_CODECS.includes(codec),
    contestants: [
      {
        name: 'rpmcow-rpm2extents',
        command: 'rpmcow-rpm2extents SHA256 < "$PACKAGE" > /dev/null',
        needs: ['verb:rpm2extents'],
      },
      {
        name: 'rpm2extents (the reference)',
        command: 'rpm2extents SHA256 < "$PACKAGE" > /dev/null',
        needs: ['tool:rpm2extents'],
      },
      {
        name: 'rpm2cpio (only decompresses)',
        command: 'rpm2cpio "$PACKAGE" > /dev/null',
        needs: ['tool:rpm2cpio'],
      },
    ],
  },
  {
    name: `transcode-${codec}-file`,
    family: 'Transcode to a file',
    what: `real files, ${codec}, from file to file`,
    package: `usr-${codec}`,
    where: 'every-place',
    quick: codec === 'zstd',
    contestants: [
      TRANSCODE_TO_FILE,
      {
        name: 'rpm2extents (the reference)',
        command: 'rpm2extents SHA256 < "$PACKAGE" > "$OUT/extents"',
        needs: ['tool:rpm2extents'],
        check: 'extents',
      },
      UNPACK_TO_FILE,
    ],
  },
]);
