/**
 * What is mounted where, as this process sees it.
 * Source: proc_pid_mountinfo(5).
 */
import { readFileSync } from 'node:fs';
import { attempt } from './machine-error.ts';

const MOUNTINFO = '/proc/self/mountinfo';

export interface Mount {
  readonly mountPoint: string;
  /** `btrfs`, `xfs`, `overlay`. */
  readonly type: string;
  /** Those of the mount, then those of the file system. */
  readonly options: readonly string[];
}

/** In the order in which they were mounted. @throws MachineError where the kernel does not tell. */
export function mounts(): Mount[] {
  return mountsIn(attempt('read', MOUNTINFO, () => readFileSync(MOUNTINFO, 'utf8')));
}

/** The mounts that a text in the form of /proc/self/mountinfo lists. */
export function mountsIn(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    // id, parent, device, root, mount point, options, tags ..., "-", type, source, options
    const [, , , , mountPoint, ownOptions, ...rest] = line.split(' ');
    const [type, , options] = rest.slice(rest.indexOf('-') + 1);
    if (mountPoint === undefined || ownOptions === undefined || type === undefined) return [];
    return [
      {
        mountPoint: unescaped(mountPoint),
        type,
        options: [ownOptions, options ?? ''].flatMap((list) => list.split(',')),
      },
    ];
  });
}

/** The mount that `path`, an absolute path without symbolic links, is on. */
export function mountOf(path: string, all: readonly Mount[]): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of all) {
    const covers = isBelow(path, mount.mountPoint);
    if (covers && mount.mountPoint.length >= (found?.mountPoint.length ?? 0)) found = mount;
  }
  return found;
}

/** Whether a path is a directory or something in it. */
export function isBelow(path: string, directory: string): boolean {
  return (
    path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`)
  );
}

/** Blanks, tabs, line ends and backslashes stand as octal numbers. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
