import { error, type HostCheck, ok, warning } from '../host-check.ts';
import { needsWholeBlocks } from '../trial-words.ts';

/** Above it, padding makes extents files of small files many times larger. */
const USUAL_PAGE = 4096;

export const hostBlockSize: HostCheck = {
  id: 'host-block-size',
  severity: 'error',
  doc: {
    what: 'Blocks of the file system are larger than pages of memory, or pages are larger than usual.',
    why:
      'Contents are aligned to the size of a page, and a file system with larger blocks, such as XFS ' +
      'with 16 KiB, refuses to clone them (EINVAL): everything is copied. Pages of 64 KiB clone well, ' +
      'but each file takes a multiple of that in the extents file, and extents files made with pages ' +
      'of 4 KiB do not clone there.',
    fix:
      'Make the file system with blocks no larger than a page. With larger pages, give the cache more ' +
      'room (rpmcow check --estimate tells how much), and empty it when the kernel changes.',
    sources: [
      'rpm plugins/reflink.c reflink_init (sysconf(_SC_PAGESIZE))',
      'ioctl_ficlonerange(2), EINVAL',
    ],
  },
  examine({ pageSize, targets }) {
    const coarse = targets.filter(needsWholeBlocks);
    if (coarse.length > 0) {
      const names = coarse.map(({ directory, blockSize }) => `${directory} has ${blockSize}`);
      const found = `pages have ${pageSize} bytes; a block of ${names.join(', of ')}`;
      return coarse.length === targets.length ? error(found) : warning(found);
    }
    const found = `pages have ${pageSize} bytes, blocks ${targets[0].blockSize}`;
    return pageSize > USUAL_PAGE ? warning(found) : ok(found);
  },
};
