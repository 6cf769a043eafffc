import { rule } from '../rule.ts';

/** The largest page of any host that rpm runs on. */
const LARGEST = 64 * 1024;
/** Architectures whose kernels have pages of 16 or 64 KiB, in some distributions. */
const LARGE_PAGES: ReadonlySet<string> = new Set(['aarch64', 'loongarch64', 'ppc64', 'ppc64le']);

export const cowBlockSize = rule({
  id: 'cow-block-size',
  needs: 'extents',
  severity: { transcode: 'none', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The contents are aligned to smaller blocks than some hosts of this architecture have.',
    why:
      'A file system can clone whole blocks only, and on kernels with pages of 16 or 64 KiB its ' +
      'blocks may be as large. Contents that start elsewhere are copied there, with a warning ' +
      'for each file. On hosts with 4 KiB pages nothing is lost.',
    fix: 'Transcode on the host itself, or with --block-size 64K for hosts with such kernels.',
    sources: [
      'ioctl_ficlonerange(2)',
      'btrfs-progs Documentation/Subpage.rst',
      'rpm2extents of the Copy-on-Write patches: sysconf(_SC_PAGESIZE)',
    ],
  },
  *check({ extents: { sections }, pkg }) {
    if (sections === undefined || pkg === undefined) return;
    const { footer, blockSize } = sections;
    if (blockSize >= LARGEST || !LARGE_PAGES.has(pkg.nevra.arch)) return;
    yield {
      where: { section: 'table', offset: footer.table },
      expected: `contents at multiples of ${LARGEST}`,
      found: `multiples of ${blockSize}`,
    };
  },
  message: ({ found }) =>
    `contents lie at ${found}: hosts with larger blocks copy them instead of cloning`,
  examples: { fires: ['extents-ppc64le'], silent: ['plain'] },
});
