import { contentCarriers } from '../../package/content-keys.ts';
import { rule } from '../rule.ts';

const MEBIBYTE = 1024 * 1024;
/** The block that contents are aligned to on most hosts. */
const BLOCK = 4096;
/** Worth a note: at least so many times the package, and so many bytes more. */
const EXTREME_FACTOR = 10;
const EXTREME_BYTES = 16 * MEBIBYTE;

export const cowGrowth = rule({
  id: 'cow-growth',
  needs: 'files',
  severity: { transcode: 'note', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The extents file will be more than ten times as large as the package.',
    why:
      'An extents file holds contents as they are installed, each distinct one once, from block ' +
      'to block. Most are two to five times as large as their package. The cache of a ' +
      'Copy-on-Write host needs the room, though after the install both share it. Named from ten ' +
      'times and 16 MiB on.',
    fix:
      'Nothing is wrong with the package. Make room for the cache, turn on compression there ' +
      '(btrfs compress=zstd), or put the package on the deny list.',
    sources: ['rpm docs/manual/reflink.md of the Copy-on-Write patches'],
  },
  *check({ pkg, size }) {
    const { files } = pkg.fileList;
    if (pkg.isSource || installedSize(files) < size + EXTREME_BYTES) return;
    const stored = new Set<string>();
    let end = pkg.payloadOffset;
    for (const file of contentCarriers(pkg.fileList)) {
      if (file.digest !== undefined && stored.has(file.digest)) continue;
      if (file.digest !== undefined) stored.add(file.digest);
      end = Math.ceil(end / BLOCK) * BLOCK + file.size;
    }
    if (end < EXTREME_FACTOR * size || end - size < EXTREME_BYTES) return;
    const [mebibytes, times] = [Math.round(end / MEBIBYTE), Math.round(end / size)];
    yield {
      where: { section: 'payload', offset: pkg.payloadOffset, length: size - pkg.payloadOffset },
      expected: `less than ${EXTREME_FACTOR} times the package`,
      found: `about ${mebibytes} MiB, ${times} times the package`,
    };
  },
  message: ({ found }) => `the extents file will have ${found}`,
  examples: { fires: ['grows'], silent: ['plain'] },
});

/** At most what the contents and their padding come to. */
function installedSize(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size + BLOCK, 0);
}
