/**
 * Which directories an installation has made, where names in BASENAMES lead through others.
 *
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, ensureDir; the same in 4.19.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { NestedNames } from '../package/nested-names.ts';

/** The directories of an installation into an empty root, as far as they matter. */
export class MadeDirectories {
  readonly #nested: NestedNames;
  readonly #made = new Set<string>(['']);

  constructor(nested: NestedNames) {
    this.#nested = nested;
  }

  /** Makes way for a file; false where the directory that it is to be in is missing. */
  has({ index, path, type }: FileEntry): boolean {
    if (this.#nested.size === 0) return true;
    const nested = this.#nested.get(index);
    if (nested === undefined) {
      const place = cleanPath(path);
      this.#make(type === 'directory' ? place : parentOf(place));
      return true;
    }
    const { directory, name } = nested;
    // rpm crashes on a directory that is none from the root on.
    if (!directory.startsWith('/')) return false;
    this.#make(parentOf(cleanPath(`${directory}/`)));
    const place = cleanPath(name.startsWith('/') ? name : `${directory}/${name}`);
    if (!this.#made.has(parentOf(place))) return false;
    if (type === 'directory') this.#make(place);
    return true;
  }

  #make(path: string): void {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      this.#made.add(path.slice(0, end));
    }
  }
}

/** One slash between names, none of which is `.` or `..`; the last name stays as it is. */
export function cleanPath(path: string): string {
  const cut = path.lastIndexOf('/');
  const names: string[] = [];
  for (const name of path.slice(0, cut).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  const directory = names.length === 0 ? '' : `/${names.join('/')}`;
  return `${directory}${path.slice(cut)}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
