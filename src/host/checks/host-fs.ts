import { error, type HostCheck, ok, unknown } from '../host-check.ts';
import { isReadOnly, placeWords, trialWords } from '../trial-words.ts';

export const hostFs: HostCheck = {
  id: 'host-fs',
  severity: 'error',
  doc: {
    what: 'The file system of the download cache, or that of the install root, does not clone.',
    why:
      'Where blocks of an extents file cannot become blocks of the installed files, every file is ' +
      'copied, with a warning for each. XFS may be without reflink, so the name of a file system ' +
      'proves nothing: a clone is tried.',
    fix: 'Use btrfs, or XFS made with reflink=1, for the cache and for what is installed.',
    sources: ['ioctl_ficlonerange(2)', 'rpm plugins/reflink.c reflink_fsm_file_install'],
  },
  examine({ cache, targets }) {
    const found = [cache, targets[0]]
      .map((place) => `${placeWords(place)}: ${trialWords(place.ownClone)}`)
      .join('; ');
    const trials = [cache.ownClone, ...targets.map(({ ownClone }) => ownClone)];
    if (trials.every(isReadOnly)) return error(found, 'Mount them for writing, or name others.');
    const [own, ...others] = trials;
    const bad = (trial: (typeof trials)[number]) => trial.kind === 'refused' || isReadOnly(trial);
    if (bad(own!) || others.every(bad)) return error(found);
    if (own!.kind === 'cloned' && others.some(({ kind }) => kind === 'cloned')) return ok(found);
    return unknown(found, 'Run it as a user who may write there, with some space left.');
  },
};
