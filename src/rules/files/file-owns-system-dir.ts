import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { filePlace } from './file-place.ts';

/** Permissions of directories in the package "filesystem" of Fedora and Enterprise Linux. */
const SYSTEM_DIRECTORIES: ReadonlyMap<string, number> = new Map([
  ['/', 0o555],
  ['/boot', 0o555],
  ['/etc', 0o755],
  ['/home', 0o755],
  ['/mnt', 0o755],
  ['/opt', 0o755],
  ['/proc', 0o555],
  ['/root', 0o550],
  ['/run', 0o755],
  ['/srv', 0o755],
  ['/sys', 0o555],
  ['/tmp', 0o1777],
  ['/usr', 0o755],
  ['/usr/bin', 0o555],
  ['/usr/include', 0o755],
  ['/usr/lib', 0o555],
  ['/usr/lib64', 0o555],
  ['/usr/local', 0o755],
  ['/usr/sbin', 0o555],
  ['/usr/share', 0o755],
  ['/var', 0o755],
  ['/var/lib', 0o755],
  ['/var/tmp', 0o1777],
]);
/** No path of the list above is longer. */
const LONGEST = 12;

function mayBeOfTheSystem({ path, type, ghost }: FileEntry): boolean {
  return path.length <= LONGEST && type === 'directory' && !ghost;
}

export const fileOwnsSystemDir = rule({
  id: 'file-owns-system-dir',
  needs: 'files',
  severity: { transcode: 'none', install: 'warning', spec: 'none' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The package owns a directory of the system with other permissions than the system gives it.',
    why:
      'On Fedora, Enterprise Linux and their kin the package "filesystem" owns it. rpm finds the two ' +
      'in conflict and refuses the whole transaction ("file / conflicts with file from package ' +
      'filesystem"); on distributions without that package it changes the permissions of the ' +
      'directory instead.',
    fix:
      'Leave system directories out of the package: with fpm pass --directories only for your own, ' +
      'with CPack set CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST, in a spec file list files, not ' +
      'the directories above them.',
    sources: [
      'https://src.fedoraproject.org/rpms/filesystem',
      'rpm 4.18 lib/transaction.c handleInstInstalledFile; lib/rpmfi.c rpmfileContentsEqual',
      'https://github.com/Project-OSS-Revival/alien/issues/12',
    ],
  },
  *check({ head: { main }, pkg: { isSource, nevra, fileList } }) {
    if (isSource || nevra.name === 'filesystem') return;
    for (const file of fileList.files.filter(mayBeOfTheSystem)) {
      const permissions = SYSTEM_DIRECTORIES.get(file.path);
      const own = file.mode & 0o7777;
      if (permissions === undefined || permissions === own) continue;
      yield {
        where: filePlace(main, TAG.FILEMODES, file),
        expected: `mode 0${permissions.toString(8)}, as the package filesystem has it`,
        found: `mode 0${own.toString(8)}`,
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the package owns the system directory ${where.path} with ${found} instead of ${expected}`,
  examples: { fires: ['system-directory'], silent: ['shared-directory', 'plain'] },
});
