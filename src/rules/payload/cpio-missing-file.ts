import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioMissingFile = rule({
  id: 'cpio-missing-file',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive lacks a file of the package header.',
    why:
      'rpm unpacks the whole archive and then refuses the package: "Missing file(s)". The ' +
      'reference transcoder reports success; a Copy-on-Write host fails in the middle of the ' +
      'transaction when it looks for the content ("digest not found"), or, where only a ' +
      'directory or a link is missing, installs what no other host does.',
    fix:
      'Put every file into the archive that is not %ghost, directories and all names of hard ' +
      'links included, or take it out of the file list.',
    sources: ['rpm 4.18 lib/fsm.c rpmPackageFilesInstall; lib/rpmfi.c rpmfiArchiveReadToFile'],
  },
  *check(facts) {
    const { archive } = facts.payload;
    if (!archive?.complete) return;
    if (archive.memberCount > archive.members.length) {
      yield* refusalEvidence(facts, 'cpio-missing-file');
      return;
    }
    const found = new Uint8Array(facts.pkg.fileList.files.length);
    for (const { file } of archive.members) if (file !== undefined) found[file.index] = 1;
    for (const file of facts.pkg.fileList.files) {
      if (file.ghost || found[file.index] === 1) continue;
      const path = displayText(file.path);
      yield {
        where: { section: 'cpio', offset: archive.size, path },
        expected: `a member for ${path}`,
        found: 'the end of the archive',
        rpmSays: 'cpio: Missing file(s)',
      };
    }
  },
  message: ({ where, expected }) =>
    where.path === undefined
      ? `the archive has no ${expected}`
      : `${where.path} is in the file list, but not in the archive`,
  examples: {
    fires: ['member-missing', 'directory-missing', 'only-trailer'],
    silent: ['only-ghosts', 'reversed-archive'],
  },
});
