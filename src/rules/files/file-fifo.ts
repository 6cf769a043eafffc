import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { filePlace, installedFiles } from './file-place.ts';

export const fileFifo = rule({
  id: 'file-fifo',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'none' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.18',
      before: '4.18.1',
      install: 'error',
      what: 'named pipes are opened after they are made, which waits for ever',
    },
  ],
  doc: {
    what: 'The package has a named pipe.',
    why:
      'rpm 4.18.0 opens each file that it has just made, and opening a named pipe waits until ' +
      'somebody writes into it: the transaction hangs for ever. rpm 4.18.1 and newer do not open it.',
    fix:
      'Let the program make its pipe when it starts (mkfifo, systemd FIFO units, tmpfiles.d), or ' +
      'list it as %ghost.',
    sources: [
      'rpm 4.18.0 lib/fsm.c rpmPackageFilesInstall (fsmOpenat)',
      'rpm 4.18.1 lib/fsm.c rpmPackageFilesInstall (mayopen)',
      'fifo(7)',
    ],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, isFifo)) {
      yield {
        where: filePlace(main, TAG.FILEMODES, file),
        expected: 'no named pipe',
        found: 'one',
      };
    }
  },
  message: ({ where }) => `${where.path} is a named pipe, on which rpm 4.18.0 waits for ever`,
  examples: { fires: ['fifo'], silent: ['plain', 'device-nodes'] },
});

function isFifo({ type }: FileEntry): boolean {
  return type === 'fifo';
}
