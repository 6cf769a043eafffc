/** Extracting: by reflink from an extents file, and by copy from a package, as others do. */

import type { BenchCase, Contestant } from './case.ts';

const INTO_ROOT = 'rpm --root "$OUT" --dbpath /rpmdb';

/** Makes $IN/extents, and $IN/tree with the files. */
const PREPARE =
  'rpmcow transcode --quiet "$PACKAGE" -o "$IN/extents" && mkdir "$IN/tree" && ' +
  'rpmcow extract "$IN/extents" -C "$IN/tree" --reflink auto';

const CPIO: Contestant = {
  name: 'rpm2cpio | cpio -id',
  command: 'rpm2cpio "$PACKAGE" | (cd "$OUT" && cpio -idm --quiet)',
  needs: ['tool:rpm2cpio', 'tool:cpio'],
  check: 'files',
};

const RPM: Contestant = {
  name: 'rpm -i --root',
  before: `${INTO_ROOT} --initdb`,
  command: `${INTO_ROOT} -i --nodeps --noscripts --nosignature --ignorearch --ignoreos "$PACKAGE"`,
  needs: ['root', 'tool:rpm'],
  check: 'files',
};

/** Those that extract a package into $OUT. */
export const EXTRACTORS: readonly Contestant[] = [
  CPIO,
  {
    name: 'rpm2archive | tar x',
    command: 'rpm2archive -n - < "$PACKAGE" | tar -x -C "$OUT"',
    needs: ['tool:rpm2archive', 'tool:tar'],
    check: 'files',
  },
  {
    name: 'bsdtar -x',
    command: 'bsdtar -xf "$PACKAGE" -C "$OUT"',
    needs: ['tool:bsdtar'],
    check: 'files',
  },
  RPM,
];

const REFLINK: Contestant = {
  name: 'rpmcow extract, reflink',
  command: 'rpmcow extract "$IN/extents" -C "$OUT" --reflink always',
  needs: ['verb:extract', 'reflink'],
  check: 'files',
};

const TRUSTING: Contestant = {
  name: 'rpmcow extract, reflink, not proved',
  command: 'rpmcow extract "$IN/extents" -C "$OUT" --reflink always --no-verify',
  needs: ['verb:extract', 'reflink'],
  check: 'files',
};

const COPY: Contestant = {
  name: 'rpmcow extract, copy',
  command: 'rpmcow extract "$PACKAGE" -C "$OUT" --reflink never',
  needs: ['verb:extract'],
  check: 'files',
};

const COPY_OF_EXTENTS: Contestant = {
  name: 'rpmcow extract, copy from extents',
  command: 'rpmcow extract "$IN/extents" -C "$OUT" --reflink never',
  needs: ['verb:extract'],
  check: 'files',
};

const CP_REFLINK: Contestant = {
  name: 'cp --reflink (of the files)',
  command: 'cp -a --reflink=always "$IN/tree/." "$OUT"',
  needs: ['reflink'],
  check: 'files',
};

const PACKAGES = [
  ['usr-zstd', 'real files'],
  ['small', 'small files'],
  ['large', 'large files'],
] as const;

const SMALLER_CASES = PACKAGES.flatMap(([name, what]): BenchCase[] => [
  {
    name: `extract-reflink-${name}`,
    family: 'Extract by reflink',
    what: `${what}: cloned out of an extents file and proved, against what others do with the package`,
    package: name,
    where: 'every-place',
    quick: name !== 'small',
    prepare: PREPARE,
    contestants: [REFLINK, TRUSTING, COPY_OF_EXTENTS, CP_REFLINK, ...EXTRACTORS],
  },
  {
    name: `extract-copy-${name}`,
    family: 'Extract by copy',
    what: `${what}: unpacked from the package`,
    package: name,
    where: 'every-place',
    quick: name === 'usr-zstd',
    contestants: [COPY, ...EXTRACTORS],
  },
]);

/**
 * How many times faster than the two tools that everybody has. These are slow: few rounds fit, and
 * what rpmbuild does not do by default is measured on one volume.
 */
const TREE_CASES = (['zstd', 'gzip'] as const).map(
  (compressor): BenchCase => ({
    name: `extract-tree-${compressor}`,
    family: 'Extract a large tree',
    what: `400 MiB of real files, cloned out of an extents file, against what others do with the package (${compressor})`,
    package: `tree-${compressor}`,
    where: compressor === 'gzip' ? 'every-place' : 'first-place',
    quick: false,
    prepare: PREPARE,
    contestants: [REFLINK, TRUSTING, CPIO, RPM],
  }),
);

export const EXTRACT_CASES: readonly BenchCase[] = [...SMALLER_CASES, ...TREE_CASES];
