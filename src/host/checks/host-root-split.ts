import type { Target } from '../facts/host-facts.ts';
import { error, type HostCheck, notApplicable, ok, unknown, warning } from '../host-check.ts';
import { differsInNocow, needsWholeBlocks, placeWords, trialWords } from '../trial-words.ts';

export const hostRootSplit: HostCheck = {
  id: 'host-root-split',
  severity: 'error',
  doc: {
    what: 'What is downloaded cannot be cloned to all of the directories that packages install to.',
    why:
      'Clones do not leave a file system: from a cache on one to files on another everything is ' +
      'copied, though both may clone within themselves. Between two mounts of one btrfs, such as ' +
      'subvolumes, Linux clones since 5.18.',
    fix:
      'Put the cache on the file system that most files are installed to: cachedir in dnf.conf, ' +
      'system_cachedir with dnf 5.',
    sources: ['ioctl_ficlonerange(2), EXDEV', 'Linux 5.18, fs/remap_range.c do_clone_file_range'],
  },
  examine({ cache, targets }) {
    if ([cache, ...targets].every(({ ownClone: { kind } }) => kind === 'refused')) {
      return notApplicable('nothing clones at all (host-fs)');
    }
    const explained = (target: Target) =>
      needsWholeBlocks(target) || differsInNocow(cache, target) === true;
    const reached = targets.filter(
      (target) => target.cloneFromCache.kind === 'cloned' || explained(target),
    );
    const others = targets.filter((target) => !reached.includes(target));
    const from = `from ${cache.directory}`;
    const words = others
      .map((target) => `${placeWords(target)}: ${trialWords(target.cloneFromCache)}`)
      .join('; ');
    const good = reached.map(({ directory }) => directory).join(', ');
    if (others.length === 0) return ok(`${from} to ${good}`);
    const refused = others.filter(({ cloneFromCache: { kind } }) => kind === 'refused');
    if (reached.length > 0) return warning(`${from} to ${good}, but not to ${words}`);
    if (refused.length > 0) return error(`${from}: not to ${words}`);
    return unknown(`${from}: not tried to ${words}`, 'Run it as a user who may write there.');
  },
};
