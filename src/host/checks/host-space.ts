import { type HostCheck, ok, warning } from '../host-check.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
/** Extents files of ordinary packages are about this many times as large (see check --estimate). */
const GROWTH = 3;
/** An upgrade of a whole system downloads more than this. */
const LARGE_TRANSACTION = 1 * GIB;

export const hostSpace: HostCheck = {
  id: 'host-space',
  severity: 'warning',
  doc: {
    what: 'The cache has little room for the extents files of a large transaction.',
    why:
      'An extents file holds contents uncompressed: about three times the size of the package, and ' +
      'more with small files or large pages. What is installed shares the blocks, so the room is not ' +
      'taken twice, but it is taken before the old version goes.',
    fix:
      'Free some space, or move the cache. The exact need of packages that are at hand: rpmcow check ' +
      '--estimate.',
    sources: [
      'rpm docs/manual/reflink.md of the patches (106 MB become 284 MB)',
      'dnf.conf(5) keepcache',
    ],
  },
  examine({ cache }) {
    const downloads = Math.floor(cache.free / GROWTH);
    const found =
      `${amount(cache.free)} free in ${cache.directory}: ` +
      `extents files of about ${amount(downloads)} of packages; each GiB of them takes about ${GROWTH} GiB`;
    return downloads < LARGE_TRANSACTION ? warning(found) : ok(found);
  },
};

function amount(bytes: number): string {
  return bytes < GIB ? `${Math.floor(bytes / MIB)} MiB` : `${(bytes / GIB).toFixed(1)} GiB`;
}
