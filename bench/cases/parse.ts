/** Reading: the header, and the archive behind it. Output goes nowhere. */

import type { BenchCase } from './case.ts';

const BSDTAR_LIST = {
  name: 'bsdtar -t',
  command: 'bsdtar -tvf "$PACKAGE"',
  needs: ['tool:bsdtar'],
} as const;

export const PARSE_CASES: readonly BenchCase[] = [
  {
    name: 'header',
    family: 'Header parse',
    what: 'everything in the header of a package with 10,000 files and an empty archive, as text',
    package: 'header',
    where: 'nowhere',
    quick: true,
    contestants: [
      { name: 'rpmcow inspect', command: 'rpmcow inspect "$PACKAGE"', needs: ['verb:inspect'] },
      {
        name: 'rpm -qp --xml',
        command: 'rpm -qp --nosignature --xml "$PACKAGE"',
        needs: ['tool:rpm'],
      },
      {
        name: 'rpm -qp --dump',
        command: 'rpm -qp --nosignature --dump "$PACKAGE"',
        needs: ['tool:rpm'],
      },
    ],
  },
  {
    name: 'payload',
    family: 'Payload walk',
    what: 'every member of the archive of a package of real files (zstd), listed',
    package: 'usr-zstd',
    where: 'nowhere',
    quick: true,
    contestants: [
      { name: 'rpmcow inspect', command: 'rpmcow inspect "$PACKAGE"', needs: ['verb:inspect'] },
      {
        name: 'rpm2cpio | cpio -t',
        command: 'rpm2cpio "$PACKAGE" | cpio -tv --quiet',
        needs: ['tool:rpm2cpio', 'tool:cpio'],
      },
      BSDTAR_LIST,
    ],
  },
];
