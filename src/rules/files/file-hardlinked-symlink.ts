import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { rule } from '../rule.ts';

export const fileHardlinkedSymlink = rule({
  id: 'file-hardlinked-symlink',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'Symlinks are archived as hard links of each other: only the last has its target there.',
    why:
      'rpm knows hard links of regular files only and expects each symlink with its target in the ' +
      'archive. It ends with "read failed" or "Bad magic". The reference transcoder stops there ' +
      'without a word, reports success and leaves out all contents that follow.',
    fix:
      'Make the symlinks anew instead of hard-linking them, or build with rpmbuild 4.6 or newer, ' +
      'which stores each target.',
    sources: [
      'https://github.com/rpm-software-management/rpm/issues/418',
      'rpm 4.18 lib/rpmfi.c iterReadArchiveNext, rpmfilesBuildNLink',
    ],
  },
  *check({ pkg: { fileList }, payload: { archive } }) {
    for (const { member, file } of archive?.members ?? []) {
      if (file?.type !== 'symlink' || file.ghost || member.format === 'stripped') continue;
      if (member.size >= file.size) continue;
      const other = fileList.files.find((candidate) => areLinked(candidate, file));
      if (other === undefined) continue;
      yield {
        where: { section: 'cpio', offset: member.dataOffset, path: displayText(file.path) },
        expected: `${file.size} bytes of target`,
        found: `a hard link of ${displayText(other.path)} with ${member.size}`,
        rpmSays: 'cpio: read failed',
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the symlink ${where.path} is archived as ${found} instead of ${expected}`,
  examples: {
    fires: ['symlinks-linked'],
    silent: ['symlinks-of-one-inode', 'hard-links', 'plain'],
  },
});

function areLinked(a: FileEntry, b: FileEntry): boolean {
  return (
    a !== b && a.type === 'symlink' && a.inode !== 0 && a.inode === b.inode && a.device === b.device
  );
}
