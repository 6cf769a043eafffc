import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { dependsOnHost } from '../../package/file-defects.ts';
import { rule } from '../rule.ts';
import { filePlace, installedFiles } from './file-place.ts';
import { TYPE_NAMES } from './type-names.ts';

export const fileDeviceNode = rule({
  id: 'file-device-node',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'none' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.18',
      before: '4.18.1',
      install: 'error',
      what: 'device nodes are opened after they are made',
    },
  ],
  doc: {
    what: 'The package has a device or socket that may not open on every host.',
    why:
      'rpm 4.18.0 opens each node that it has just made. Where the host has no such device, or for ' +
      'a socket, that fails: "open failed - No such device or address". rpm 4.18.1 and newer do not ' +
      'open it, so the same package installs on a Copy-on-Write host with rpm 4.19. Since the result ' +
      'depends on the host, rpmcow passes the package through as it is.',
    fix:
      'Leave device nodes to udev, and sockets to the service that listens; list them as %ghost if ' +
      'the package should own them.',
    sources: [
      'rpm 4.18.0 lib/fsm.c rpmPackageFilesInstall (fsmOpenat)',
      'rpm 4.18.1 lib/fsm.c rpmPackageFilesInstall (mayopen)',
    ],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, dependsOnHost)) {
      const what = TYPE_NAMES[file.type];
      const number = `${file.rdev >> 8}:${file.rdev & 0xff}`;
      yield {
        where: filePlace(main, TAG.FILEMODES, file),
        expected: 'no device that a host may lack',
        found: file.type === 'socket' ? what : `${what} ${number}`,
        rpmSays: 'cpio: open failed',
      };
    }
  },
  message: ({ where, found }) =>
    `${where.path} is ${found}, which rpm 4.18.0 may be unable to open`,
  examples: { fires: ['block-device'], silent: ['device-nodes', 'plain'] },
});
