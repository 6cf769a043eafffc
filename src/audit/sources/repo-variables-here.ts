/**
 * What `$releasever`, `$basearch` and `$arch` are on this host, as dnf would have them here.
 *
 * Policy: the version counts only where the host is of a family that has rpm packages; elsewhere it
 * would be a guess, and has to be given.
 */
import { unlessMachineFails } from '../../io/machine-error.ts';
import { readTextFile } from '../../io/text-file.ts';
import type { SourceOptions } from './source-options.ts';

/** Node's names and dnf's, where they differ. */
const BASE_ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  ppc64: 'ppc64le',
  ia32: 'i386',
  arm: 'armhfp',
};
const RPM_FAMILIES = /^(fedora|rhel|centos|suse|opensuse|sles|mageia|openmandriva|amzn|azurelinux)/;

/** By names in lower case; options go before the host. */
export function repoVariables(
  options: Pick<SourceOptions, 'releasever' | 'basearch' | 'variables'>,
): ReadonlyMap<string, string> {
  const { basearch = BASE_ARCHITECTURES[process.arch] ?? process.arch } = options;
  const variables = new Map([
    ['basearch', basearch],
    ['arch', basearch === 'i386' ? 'i686' : basearch],
  ]);
  const releasever = options.releasever ?? releaseHere();
  if (releasever !== undefined) {
    const [major = '', minor = ''] = releasever.split('.');
    variables.set('releasever', releasever);
    variables.set('releasever_major', major);
    variables.set('releasever_minor', minor);
  }
  for (const [name, value] of options.variables ?? []) variables.set(name.toLowerCase(), value);
  return variables;
}

function releaseHere(): string | undefined {
  return unlessMachineFails(() => releaseOf(readTextFile('/etc/os-release')));
}

/** The release by os-release(5); undefined where the host's packages are no rpm packages. */
export function releaseOf(osRelease: string): string | undefined {
  const value = (key: string) =>
    new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  const families = [value('ID'), ...value('ID_LIKE').split(' ')];
  const version = value('VERSION_ID');
  if (version === '' || !families.some((family) => RPM_FAMILIES.test(family))) return undefined;
  // Enterprise Linux has one repository for all minor releases.
  return families.includes('rhel') ? version.split('.')[0] : version;
}
