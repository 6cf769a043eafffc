/** Checking many packages: with their payloads, and their headers alone. */

import type { BenchCase } from './case.ts';

export const CHECK_CASES: readonly BenchCase[] = [
  {
    name: 'check-payloads',
    family: 'Check many packages',
    what: '300 packages of 5 to 256 KiB, headers and payloads, each with its verdict',
    package: 'size-1KiB',
    where: 'nowhere',
    quick: false,
    prepare: 'mkdir "$IN/many" && node "$BENCH/build-many.ts" "$IN/many" 300 262144',
    contestants: [
      {
        name: 'rpmcow check',
        command: 'rpmcow check --format ndjson --fail-on never "$IN/many"',
        needs: ['verb:check'],
      },
      {
        name: 'rpm -K and rpm2cpio | cpio -t, one by one',
        command:
          'for each in "$IN"/many/*; do rpm -K "$each"; rpm2cpio "$each" | cpio -t --quiet; done',
        needs: ['tool:rpm', 'tool:rpm2cpio', 'tool:cpio'],
      },
      {
        name: 'rpm -K, all at once',
        command: 'rpm -K "$IN"/many/*',
        needs: ['tool:rpm'],
      },
    ],
  },
  {
    name: 'check-headers',
    family: 'Check many packages',
    what: '1,000 packages of 5 to 16 KiB, their headers alone (createrepo_c digests all of them)',
    package: 'size-1KiB',
    where: 'first-place',
    quick: false,
    prepare: 'mkdir "$IN/many" && node "$BENCH/build-many.ts" "$IN/many" 1000 16384',
    contestants: [
      {
        name: 'rpmcow check --headers-only',
        command:
          'rpmcow check --headers-only --format ndjson --fail-on never "$IN/many" > "$OUT/checks"',
        needs: ['verb:check'],
      },
      {
        name: 'rpm -qp, all at once',
        command: 'rpm -qp "$IN"/many/* > "$OUT/names"',
        needs: ['tool:rpm'],
      },
      {
        name: 'createrepo_c',
        command: 'createrepo_c --quiet --no-database --outputdir "$OUT" "$IN/many"',
        needs: ['tool:createrepo_c'],
      },
    ],
  },
];
