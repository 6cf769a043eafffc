/**
 * The packages that arguments of the command line mean.
 *
 * Policy: an argument that is a directory is walked for names that end as asked; anything else is
 * taken for a package, whoever opens it will see. Each directory in the order of its names, so the
 * same tree gives the same list. Symbolic links to directories are followed as arguments only, so
 * no walk runs in circles. Only names and sizes are looked at; what cannot be listed is told and
 * left out.
 */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { attempt, MachineError } from './machine-error.ts';

export interface FoundPackage {
  readonly path: string;
  /** The path below the directory argument; the file name where it is an argument itself. */
  readonly name: string;
  /** Bytes, looked up whenever they are asked for; 0 where that cannot be told. */
  readonly size: number;
}

export interface FoundPackages {
  readonly packages: readonly FoundPackage[];
  /** One for each directory that could not be listed. */
  readonly troubles: readonly MachineError[];
}

export interface PackageSearch {
  /** How the names of packages in directories end. */
  readonly endings?: readonly string[];
  /** A directory that is not descended into, if it is there: results are no packages. */
  readonly outputDirectory?: string;
}

export function findPackages(
  paths: readonly string[],
  { endings = ['.rpm'], outputDirectory }: PackageSearch = {},
): FoundPackages {
  const packages: FoundPackage[] = [];
  const troubles: MachineError[] = [];
  const output = outputDirectory && realPath(outputDirectory);
  for (const path of paths) {
    if (isDirectory(path)) {
      const realRoot = realPath(path);
      const avoided = output && realRoot && relative(realRoot, output);
      const walked = walkDirectory(
        path,
        endings,
        (name, at) => packages.push(found(at, name)),
        avoided,
      );
      troubles.push(...walked);
    } else packages.push(found(path, basename(path)));
  }
  return { packages, troubles };
}

/**
 * Tells of each package below a directory, for those who would rather not have all of them at once.
 * @param avoided below it, a directory that is not descended into.
 * @returns why directories could not be listed.
 */
export function walkDirectory(
  root: string,
  endings: readonly string[],
  tell: (name: string, path: string) => void,
  avoided?: string,
): readonly MachineError[] {
  const troubles: MachineError[] = [];
  // What join() puts before a name, without its price for each file.
  const prefix = join(root, 'x').slice(0, -1);
  const descend = (below: string) => {
    for (const entry of list(join(root, below), troubles)) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (name !== avoided) descend(name);
      } else if (endings.some((ending) => name.endsWith(ending))) {
        const path = prefix + name;
        if (entry.isFile() || !isDirectory(path)) tell(name, path);
      }
    }
  };
  descend('');
  return troubles;
}

function found(path: string, name: string): FoundPackage {
  return {
    path,
    name,
    get size() {
      return sizeOf(path);
    },
  };
}

/** Bytes; 0 where that cannot be told. */
export function sizeOf(path: string): number {
  return examine(path)?.size ?? 0;
}

/** False also where that cannot be told. */
export function isDirectory(path: string): boolean {
  return examine(path)?.isDirectory() ?? false;
}

function list(directory: string, troubles: MachineError[]): Dirent[] {
  try {
    const entries = attempt('list', directory, () =>
      readdirSync(directory, { withFileTypes: true }),
    );
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    troubles.push(error);
    return [];
  }
}

function examine(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
