import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';
import { memberPlace } from './archive-evidence.ts';

export const cpioOrder = rule({
  id: 'cpio-order',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The archive has the files in another order than the package header.',
    why:
      'rpm finds every member by its name and installs what it should. In an extents file the ' +
      'contents lie in the order of the archive, which may be another one than they are read in.',
    fix: 'Nothing has to be done; rpmbuild writes both in the order of the sorted paths.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext, iterWriteArchiveNext'],
  },
  *check({ payload: { archive }, pkg }) {
    if (archive === undefined) return;
    // rpmbuild puts the names of a hard-linked file where the last of them stands.
    const linked = new Set(pkg.fileList.hardLinkSets.flat());
    let last = -1;
    for (const facts of archive.members) {
      const { file } = facts;
      if (file === undefined || file.ghost || linked.has(file.index)) continue;
      if (file.index < last) {
        yield {
          where: memberPlace(facts),
          expected: `${displayText(file.path)} in its place in the file list, number ${file.index}`,
          found: `it behind number ${last}`,
        };
        return;
      }
      last = file.index;
    }
  },
  message: ({ where }) => `${where.path} comes later in the archive than in the file list`,
  examples: { fires: ['reversed-archive'], silent: ['plain', 'hard-links'] },
});
