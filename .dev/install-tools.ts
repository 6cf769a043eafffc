/**
 * Runs before the tests: installs the system tools that they compare with, where that can be done.
 *
 * Policy: only as root, only with apt-get or dnf, only what is missing; a failure is told and not
 * final, because tests that lack their tool skip and say so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program to look for, and the package that has it on Debian and on Fedora. */
const TOOLS: readonly (readonly [program: string, debian: string, fedora: string])[] = [
  ['rpm', 'rpm', 'rpm'],
  ['rpmkeys', 'rpm', 'rpm'],
  ['rpmbuild', 'rpm', 'rpm-build'],
  ['rpmsign', 'rpm', 'rpm-sign'],
  ['rpm2cpio', 'rpm2cpio', 'rpm'],
  ['cpio', 'cpio', 'cpio'],
  ['bsdtar', 'libarchive-tools', 'bsdtar'],
  ['bsdcpio', 'libarchive-tools', 'bsdcpio'],
  ['gpg', 'gnupg', 'gnupg2'],
  ['xz', 'xz-utils', 'xz'],
  ['zstd', 'zstd', 'zstd'],
  ['bzip2', 'bzip2', 'bzip2'],
  ['gzip', 'gzip', 'gzip'],
  ['dnf', 'dnf', 'dnf'],
  // With its verb download.
  ['dnf', 'dnf-plugins-core', 'dnf-plugins-core'],
  ['createrepo_c', 'createrepo-c', 'createrepo_c'],
  ['xmllint', 'libxml2-utils', 'libxml2'],
  ['jq', 'jq', 'jq'],
  ['strace', 'strace', 'strace'],
  ['groff', 'groff-base', 'groff-base'],
  ['mandoc', 'mandoc', 'mandoc'],
  // It brings Python and its YAML parser along.
  ['yamllint', 'yamllint', 'yamllint'],
  ['shellcheck', 'shellcheck', 'ShellCheck'],
  ['rpmlint', 'rpmlint', 'rpmlint'],
  ['file', 'file', 'file'],
  // What completions are tried in.
  ['zsh', 'zsh', 'zsh'],
  ['fish', 'fish', 'fish'],
  ['openssl', 'openssl', 'openssl'],
  ['redis-server', 'redis-server', 'redis'],
  ['nginx', 'nginx-light', 'nginx-core'],
  ['chromium', 'chromium', 'chromium'],
  ['bwrap', 'bubblewrap', 'bubblewrap'],
  ['mkfs.btrfs', 'btrfs-progs', 'btrfs-progs'],
  ['mkfs.xfs', 'xfsprogs', 'xfsprogs'],
];

function isInstalled(program: string): boolean {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories.some((directory) => existsSync(join(directory, program)));
}

function run(command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function install(missing: typeof TOOLS): boolean {
  const names = (column: 1 | 2) => [...new Set(missing.map((tool) => tool[column]))];
  if (isInstalled('apt-get')) {
    return (
      run('apt-get', ['update', '-qq']) &&
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names(1)])
    );
  }
  return isInstalled('dnf') && run('dnf', ['install', '-y', '-q', ...names(2)]);
}

const missing = TOOLS.filter(([program]) => !isInstalled(program));
if (missing.length > 0) {
  const programs = missing.map(([program]) => program).join(', ');
  if (process.getuid?.() !== 0) {
    console.error(`Not installed: ${programs}. Tests that need them will be skipped.`);
  } else {
    console.error(`Installing what the tests compare with: ${programs} ...`);
    if (!install(missing)) console.error('That failed; tests that need them will be skipped.');
  }
}
