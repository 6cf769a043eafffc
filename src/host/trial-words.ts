/** What became of a clone that was tried, in words. */
import type { CloneTrial } from '../io/clone-trial.ts';
import type { Place, Target } from './facts/host-facts.ts';

const REFUSED: Readonly<Record<string, string>> = {
  EOPNOTSUPP: 'its file system does not clone',
  ENOTTY: 'its file system does not clone',
  EXDEV: 'the kernel does not clone between the two file systems',
  EINVAL: 'the kernel refused the clone (EINVAL)',
  ENOSYS: 'clones cannot be tried: the C library does not load',
};

const NOT_TRIED: Readonly<Record<string, string>> = {
  EROFS: 'it is read-only',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  ENOSPC: 'it is full',
  EDQUOT: 'the quota is used up',
};

export function trialWords(trial: CloneTrial): string {
  switch (trial.kind) {
    case 'cloned':
      return 'a block was cloned';
    case 'refused':
      return REFUSED[trial.code] ?? `the kernel refused the clone (${trial.code})`;
    case 'not-tried': {
      const why = NOT_TRIED[trial.code] ?? `no file can be made there (${trial.code})`;
      return `${trial.directory}: ${why}`;
    }
  }
}

/** `btrfs at /var`. */
export function placeWords({ fileSystem, directory, path }: Place): string {
  const stands = directory === path ? '' : ` (for ${path})`;
  return `${fileSystem} at ${directory}${stands}`;
}

/** Whether nothing can be written there, whoever tries. */
export function isReadOnly(trial: CloneTrial): boolean {
  return trial.kind === 'not-tried' && trial.code === 'EROFS';
}

/** Whether files of the two differ in NOCOW, which no clone survives; undefined: nobody knows. */
export function differsInNocow(cache: Place, target: Target): boolean | undefined {
  if (cache.attributes === undefined || target.attributes === undefined) return undefined;
  return cache.attributes.nocow !== target.attributes.nocow;
}

/** Whether a page cannot be cloned but a block of the file system can. */
export function needsWholeBlocks({ cloneFromCache, blockCloneFromCache }: Target): boolean {
  return cloneFromCache.kind === 'refused' && blockCloneFromCache?.kind === 'cloned';
}
