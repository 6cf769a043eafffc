import { rule } from '../rule.ts';
import { memberPlace } from './archive-evidence.ts';

export const cpioDuplicateEntry = rule({
  id: 'cpio-duplicate-entry',
  needs: 'payload',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive has a file twice.',
    why:
      'rpm has just made the file and cannot make it again: "open failed - File exists". The ' +
      'reference transcoder keeps the first content, so that a Copy-on-Write host installs what ' +
      'no other host does. A directory may come twice.',
    fix: 'Write one member for each file of the list.',
    sources: ['rpm 4.18 lib/fsm.c rpmPackageFilesInstall, fsmMkfile'],
  },
  *check({ payload: { archive }, pkg }) {
    if (archive === undefined) return;
    const firstAt = new Float64Array(pkg.fileList.files.length).fill(-1);
    for (const facts of archive.members) {
      const { file, member } = facts;
      if (file === undefined || file.ghost || file.type === 'directory') continue;
      const first = firstAt[file.index]!;
      if (first < 0) {
        firstAt[file.index] = member.offset;
        continue;
      }
      yield {
        where: memberPlace(facts),
        expected: `one member, the one at offset ${first} of the archive`,
        found: `another one at offset ${member.offset}`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} is in the archive twice: ${found}`,
  examples: { fires: ['member-twice'], silent: ['directory-twice', 'plain'] },
});
