import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';

export const fileSymlinkTarget = rule({
  id: 'file-symlink-target',
  needs: 'payload',
  severity: { transcode: 'none', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The target of a symlink in the archive is not the one in the header.',
    why:
      'rpm makes the link from FILELINKTOS and skips the target in the archive, with and without ' +
      'Copy-on-Write. Tools that unpack the archive alone, such as rpm2cpio, make another link.',
    fix: 'Write the same target into FILELINKTOS and into the archive.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext', 'rpm 4.18 lib/fsm.c fsmSymlink'],
  },
  *check({ payload: { archive } }) {
    for (const { member, file, target } of archive?.members ?? []) {
      if (file === undefined || target === undefined || target === file.linkTo) continue;
      // What is read by a wrong size is no target: see file-symlink-size.
      if (file.ghost || (member.format !== 'stripped' && member.size !== file.size)) continue;
      yield {
        where: {
          section: 'cpio',
          offset: member.dataOffset,
          length: target.length,
          path: displayText(file.path),
        },
        expected: quoted(file.linkTo),
        found: quoted(target),
      };
    }
  },
  message: ({ where, expected, found }) =>
    `the symlink ${where.path} leads to ${found} in the archive and to ${expected} in the header`,
  examples: { fires: ['symlink-target-differs'], silent: ['plain'] },
});
