/**
 * rpmcow's own RPM packages, built by the system's rpmbuild from what this checkout has.
 *
 * Policy: as a packager does it: the sources are written, then the spec is built, offline. Only what
 * Debian's database of packages cannot know is left out: whether BuildRequires are installed.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../cli/programs.ts';
import { INTEGRATIONS, ROOT } from './pipeline.ts';

export const SPEC = join(INTEGRATIONS, 'rpm/rpmcow.spec');
const TIME_LIMIT_MS = 240_000;

/** Paths of packages, by name. */
export interface RpmPackages {
  readonly rpmcow: string;
  readonly 'python3-dnf-plugin-rpmcow': string;
  readonly 'rpmcow-dnf5-actions': string;
}

export function sourcesIn(directory: string): string {
  return join(directory, 'SOURCES');
}

/** @param directory empty; all that is made is in it. */
export async function buildRpmPackages(directory: string): Promise<RpmPackages> {
  const sources = sourcesIn(directory);
  await succeed([process.execPath, join(ROOT, '.dev/rpm-sources.ts'), sources]);
  mkdirSync(join(directory, 'tmp'));
  const macros = { _topdir: directory, _sourcedir: sources, _tmppath: join(directory, 'tmp') };
  await succeed(['rpmbuild', ...defined(macros), '--nodeps', '-bb', SPEC]);
  const built = join(directory, 'RPMS');
  const paths = readdirSync(built, { recursive: true, encoding: 'utf8' });
  const path = (name: string): string => {
    const found = paths.filter((each) => new RegExp(`/${name}-[0-9][^/]*\\.rpm$`).test(each));
    if (found.length !== 1) throw new Error(`rpmbuild made ${found.length} packages ${name}`);
    return join(built, found[0]!);
  };
  return {
    rpmcow: path('rpmcow'),
    'python3-dnf-plugin-rpmcow': path('python3-dnf-plugin-rpmcow'),
    'rpmcow-dnf5-actions': path('rpmcow-dnf5-actions'),
  };
}

/** Macros as arguments of rpm's programs. */
export function defined(macros: Readonly<Record<string, string>>): string[] {
  return Object.entries(macros).flatMap(([name, value]) => ['-D', `${name} ${value}`]);
}

/** What a query of a package says, a line each. */
export async function queried(path: string, ...what: readonly string[]): Promise<string[]> {
  return (await succeed(['rpm', '-qp', ...what, path])).split('\n').slice(0, -1);
}

/** What a command prints. @throws Error where it fails. */
export async function succeed(command: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await run(command, { cwd: ROOT, timeLimit: TIME_LIMIT_MS });
  if (status !== 0) throw new Error(`${command[0]} ended with ${status}:\n${stderr.slice(-4000)}`);
  return stdout.toString();
}
