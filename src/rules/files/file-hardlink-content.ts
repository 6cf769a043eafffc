import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { emptyLinks } from '../../package/archive-files.ts';
import { rule } from '../rule.ts';

export const fileHardlinkContent = rule({
  id: 'file-hardlink-content',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive has content for a hard link that is not the last of its set.',
    why:
      'Files with the same inode and device number are links of one file, and only the last one in ' +
      'the file list brings the content. rpm reads none for the others, takes their content for the ' +
      'next member and ends with "Bad magic". The reference transcoder stops there without a word, ' +
      'reports success and leaves out all contents that follow.',
    fix:
      'Store the content with the last link alone. If these are no links of each other, write a ' +
      'different inode number for each file: builders that write a constant are the usual cause.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfilesBuildNLink, iterReadArchiveNext',
      'rpm 4.18 build/files.c genCpioListAndHeader (inode numbers)',
    ],
  },
  *check({ pkg: { fileList }, payload: { archive } }) {
    if (archive?.problem === undefined || fileList.hardLinkSets.length === 0) return;
    // Reading goes on behind a member by the size that rpm takes: 0 here. What is not a member is content.
    const last = archive.members.at(-1);
    if (last?.file === undefined || archive.problem.offset !== last.member.dataOffset) return;
    if (!emptyLinks(fileList).has(last.file.index)) return;
    const set = fileList.hardLinkSets.find((indexes) => indexes.includes(last.file!.index))!;
    const carrier = fileList.files[set.at(-1)!]!;
    const { member } = last;
    yield {
      where: {
        section: 'cpio',
        offset: member.dataOffset,
        ...(member.format === 'stripped' ? {} : { length: member.size }),
        path: displayText(last.file.path),
      },
      expected: `content with ${displayText(carrier.path)} alone`,
      found: member.format === 'stripped' ? 'content' : `${member.size} bytes of content`,
      rpmSays: archive.refusal?.rpmSays ?? 'cpio: Bad magic',
    };
  },
  message: ({ where, expected, found }) =>
    `the hard link ${where.path} has ${found} in the archive, where rpm expects ${expected}`,
  examples: {
    fires: [
      'links-content-first',
      'links-content-all',
      'links-stripped-content-all',
      'inodes-all-one',
    ],
    silent: ['hard-links', 'links-stripped', 'links-reordered'],
  },
});
