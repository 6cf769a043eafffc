import { error, type HostCheck, notApplicable, ok, unknown, warning } from '../host-check.ts';
import { differsInNocow } from '../trial-words.ts';

export const hostNocow: HostCheck = {
  id: 'host-nocow',
  severity: 'error',
  doc: {
    what: 'Files of the cache have the attribute NOCOW and installed ones have not, or the reverse.',
    why:
      'btrfs keeps no checksums for files with that attribute, and refuses (EINVAL) to share blocks ' +
      'between a file that has checksums and one that has none. Everything is then copied.',
    fix:
      'Make a new cache directory without the attribute (chattr -C on an empty one), or take ' +
      'nodatacow out of the options of one of the mounts.',
    sources: ['btrfs(5), FILE ATTRIBUTES', 'Linux fs/btrfs/reflink.c btrfs_remap_file_range_prep'],
  },
  examine({ cache, targets }) {
    if (cache.fileSystem !== 'btrfs') return notApplicable(`${cache.fileSystem} is no btrfs`);
    const same = targets.filter(({ fileSystem }) => fileSystem === 'btrfs');
    if (same.length === 0) return notApplicable('nothing is installed to a btrfs');
    const differing = same.filter((target) => differsInNocow(cache, target) === true);
    const having = cache.attributes?.nocow ? 'has it' : 'does not have it';
    if (differing.length > 0) {
      const names = differing.map(({ directory }) => directory).join(', ');
      const found = `${cache.directory} ${having}, unlike ${names}`;
      return differing.length === same.length ? error(found) : warning(found);
    }
    if (same.some((target) => differsInNocow(cache, target) === undefined)) {
      return unknown('the attributes of new files cannot be read');
    }
    return ok(`${cache.directory} ${having}, like what is installed to`);
  },
};
