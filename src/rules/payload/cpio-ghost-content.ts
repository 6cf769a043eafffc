import { rule } from '../rule.ts';
import { memberPlace } from './archive-evidence.ts';

export const cpioGhostContent = rule({
  id: 'cpio-ghost-content',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The archive has a member for a %ghost file.',
    why:
      'A %ghost file belongs to the package without being in it: rpm passes the member over, so ' +
      'its bytes are downloaded and decompressed for nothing. In a stripped archive (07070X) rpm ' +
      'cannot pass it over and gives up.',
    fix: 'Leave the file out of the archive, or drop %ghost (bit 6 of FILEFLAGS).',
    sources: ['rpm 4.18 lib/fsm.c rpmPackageFilesInstall; build/files.c'],
  },
  *check({ payload: { archive } }) {
    if (archive === undefined) return;
    for (const facts of archive.members) {
      if (!facts.file?.ghost || facts.member.format === 'stripped') continue;
      yield {
        where: memberPlace(facts),
        expected: 'no member for a %ghost file',
        found: `one with ${facts.size} bytes`,
      };
    }
  },
  message: ({ where, found }) =>
    `${where.path} is %ghost, but the archive has a member for it, ${found}`,
  examples: { fires: ['ghost-in-archive'], silent: ['only-ghosts'] },
});
