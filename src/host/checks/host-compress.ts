import type { Place } from '../facts/host-facts.ts';
import { type HostCheck, notApplicable, ok, warning } from '../host-check.ts';

export const hostCompress: HostCheck = {
  id: 'host-compress',
  severity: 'warning',
  doc: {
    what: 'Installed files would be compressed by btrfs, but files in the cache are not.',
    why:
      'A clone has the blocks as they are: what the cache has uncompressed stays uncompressed when ' +
      'it is installed, whatever the options of the target say. Installed files then take more room ' +
      'than plain rpm would have given them.',
    fix: 'Mount the cache with the same compress option, or set chattr +c on its directory.',
    sources: ['btrfs(5), compress', 'btrfs-progs Documentation/Reflink.rst'],
  },
  examine({ cache, targets }) {
    if (cache.fileSystem !== 'btrfs') return notApplicable(`${cache.fileSystem} is no btrfs`);
    const own = compression(cache);
    const words = own === undefined ? 'the cache is not compressed' : `the cache has ${own}`;
    const better = targets.filter((target) => own === undefined && compression(target));
    if (better.length === 0) return ok(words);
    const names = better.map((target) => `${target.directory} has ${compression(target)}`);
    return warning(`${words}, but ${names.join(', ')}`);
  },
};

function compression({ mountOptions, attributes }: Place): string | undefined {
  if (attributes?.compressed) return 'chattr +c';
  return mountOptions.find((option) => /^compress(-force)?(=|$)/.test(option));
}
