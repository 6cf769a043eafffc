/** Directories and their file systems; clones are tried in them. */
import { newFileAttributes, tryClone } from '../../io/clone-trial.ts';
import { isBelow, type Mount, mountOf } from '../../io/mounts.ts';
import { nearestDirectory } from '../../io/nearest-directory.ts';
import type { SystemTree } from '../../io/system-tree.ts';
import type { Place, Target } from './host-facts.ts';

/** What packages install to; each may be a mount, or a subvolume, of its own. */
const PACKAGE_DIRECTORIES = ['usr', 'opt', 'etc', 'var', 'var/lib', 'boot', 'srv'] as const;
/** File systems that no package is installed to, wherever they are mounted. */
const PSEUDO: ReadonlySet<string> = new Set([
  'autofs',
  'bpf',
  'cgroup2',
  'devpts',
  'devtmpfs',
  'fuse.portal',
  'mqueue',
  'nsfs',
  'proc',
  'ramfs',
  'rpc_pipefs',
  'sysfs',
]);

/** @throws MachineError where the directory cannot be examined. */
export function placeFacts(path: string, pageSize: number, mounts: readonly Mount[]): Place {
  const { directory, device, blockSize, free } = nearestDirectory(path);
  const mount = mountOf(directory, mounts);
  return {
    path,
    directory,
    device,
    fileSystem: mount?.type ?? 'unknown',
    mountPoint: mount?.mountPoint ?? '/',
    mountOptions: mount?.options ?? [],
    blockSize,
    free,
    attributes: newFileAttributes(directory),
    ownClone: tryClone(directory, directory, Math.max(pageSize, blockSize)),
  };
}

/** The root, then those below it that are on other devices or other mounts. */
export function targetFacts(
  root: SystemTree,
  cache: Place,
  pageSize: number,
  mounts: readonly Mount[],
): [Target, ...Target[]] {
  const target = (path: string): Target => {
    const place = placeFacts(path, pageSize, mounts);
    const clone = (size: number) => tryClone(cache.directory, place.directory, size);
    return {
      ...place,
      cloneFromCache: clone(pageSize),
      blockCloneFromCache: place.blockSize > pageSize ? clone(place.blockSize) : undefined,
    };
  };
  const first = target(root.locate('/') ?? root.root);
  const targets: [Target, ...Target[]] = [first];
  const seen = new Set([placeKey(first)]);
  for (const path of candidates(root, first.directory, mounts)) {
    const next = target(path);
    if (PSEUDO.has(next.fileSystem) || seen.has(placeKey(next))) continue;
    seen.add(placeKey(next));
    targets.push(next);
  }
  return targets;
}

/** Two mounts of one device may differ in options, and one may be read-only. */
function placeKey({ device, mountPoint }: Place): string {
  return `${device} ${mountPoint}`;
}

function candidates(root: SystemTree, top: string, mounts: readonly Mount[]): string[] {
  const known = PACKAGE_DIRECTORIES.flatMap((path) => root.locate(path) ?? []);
  const mounted = mounts
    .map(({ mountPoint }) => mountPoint)
    .filter((path) => isBelow(path, top) && known.some((directory) => isBelow(path, directory)));
  return [...known, ...mounted];
}
