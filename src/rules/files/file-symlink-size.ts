import type { FileEntry } from '../../../native-free-parsers/files.ts';
import type { ArchiveFacts } from '../../package/facts/facts.ts';
import { rule } from '../rule.ts';
import { installedFiles, sizePlace } from './file-place.ts';

/** Members start at multiples of this. */
const ALIGNMENT = 4;

export const fileSymlinkSize = rule({
  id: 'file-symlink-size',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The size of a symlink is not the length of its target.',
    why:
      'rpm skips the target in the archive by the size in the header. With another size it looks ' +
      'for the next file in the wrong place and ends with "Bad magic" or "read failed". The ' +
      'reference transcoder stops there without a word, reports success and leaves out all contents ' +
      'that follow.',
    fix:
      'Let FILESIZES (or LONGFILESIZES) of a symlink be the number of bytes of its target, without a ' +
      'NUL. redline and rpmbuild on encrypted directories got it wrong.',
    sources: [
      'rpm 4.18 lib/rpmfi.c iterReadArchiveNext',
      'https://github.com/craigwblake/redline/pull/78',
      'https://github.com/rpm-software-management/rpm/issues/1682',
    ],
  },
  *check({ head: { main }, pkg, payload }) {
    const archive = payload?.archive;
    // An archive that rpm reads to its end has targets of these sizes, whatever FILELINKTOS says.
    if (archive !== undefined && archive.refusal === undefined) return;
    for (const file of installedFiles(pkg, isOfOtherSize)) {
      const stored = storedLength(archive, file) ?? file.linkTo.length;
      // Unread, the archive may have as many bytes as the header says; but it never has none.
      if (archive === undefined ? file.size !== 0 : !derails(file.size, stored)) continue;
      yield {
        where: sizePlace(main, file),
        expected: `${stored}, the length of its target`,
        found: `${file.size}`,
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the symlink ${where.path} has size ${found} instead of ${expected}`,
  examples: { fires: ['symlink-size-zero', 'symlink-size-long'], silent: ['plain'] },
});

function isOfOtherSize({ type, size, linkTo }: FileEntry): boolean {
  return type === 'symlink' && linkTo !== '' && size !== linkTo.length;
}

/** Bytes of the target in the archive, where its members say. */
function storedLength(archive: ArchiveFacts | undefined, { index }: FileEntry): number | undefined {
  const found = archive?.members.find(({ file }) => file?.index === index)?.member;
  return found === undefined || found.format === 'stripped' ? undefined : found.size;
}

/** Whether rpm, which reads `size` bytes, is behind or beyond the target's end then. */
function derails(size: number, stored: number): boolean {
  return size > stored || Math.ceil(size / ALIGNMENT) !== Math.ceil(stored / ALIGNMENT);
}
