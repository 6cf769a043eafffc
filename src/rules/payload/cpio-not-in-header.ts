import { rule } from '../rule.ts';
import { memberName, memberPlace } from './archive-evidence.ts';

export const cpioNotInHeader = rule({
  id: 'cpio-not-in-header',
  needs: 'payload',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive has a member that the package header does not list.',
    why:
      'rpm stops there: "Archive file not in header". The reference transcoder stops reading the ' +
      'archive at that member and reports success; what came behind it is lost, and if nothing ' +
      'did, a Copy-on-Write host installs what no other host does.',
    fix:
      'List every member, under the same name: rpm drops one "./" or "/" in front and compares ' +
      'the rest byte by byte, so also the encoding must be the same.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext, rpmfnFindFN'],
  },
  *check({ payload: { archive } }) {
    if (archive === undefined) return;
    for (const facts of archive.members) {
      if (facts.file !== undefined) continue;
      yield {
        where: memberPlace(facts),
        expected: 'a file of the package header',
        found: memberName(facts),
        rpmSays: 'cpio: Archive file not in header',
      };
    }
  },
  message: ({ found }) => `the archive has a member ${found}, which the header does not list`,
  examples: { fires: ['extra-member'], silent: ['absolute-names', 'bare-names'] },
});
