import { rule } from '../rule.ts';
import { memberPlace } from './archive-evidence.ts';

/** Where c_filesize stands in a member header. */
const FIELD_AT = 54;
const FIELD_LENGTH = 8;

export const cpioSizeMismatch = rule({
  id: 'cpio-size-mismatch',
  needs: 'payload',
  severity: { transcode: 'note', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A member of the archive gives another size than the package header.',
    why:
      'rpm does not look at the size in the archive and reads as many bytes as the header says. ' +
      'If the header is right nothing happens, but cpio, bsdtar and every tool behind rpm2cpio ' +
      'lose their way. If the archive is right, rpm does, and other findings say so.',
    fix: 'Write the same size into both; 0 for all but the last name of a hard-linked file.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext; lib/cpio.c rpmcpioSetExpectedFileSize'],
  },
  *check({ payload: { archive } }) {
    if (archive === undefined) return;
    for (const facts of archive.members) {
      const { member, file, size } = facts;
      if (member.format === 'stripped' || file === undefined || member.size === size) continue;
      if (file.type !== 'regular' && file.type !== 'symlink') continue;
      yield {
        where: memberPlace(facts, FIELD_AT, FIELD_LENGTH),
        expected: `${size} bytes, as rpm reads them`,
        found: `${member.size}`,
      };
    }
  },
  message: ({ where, expected, found }) =>
    `${where.path} has ${found} bytes by the archive, not ${expected}`,
  examples: {
    fires: ['archive-size-lies', 'file-size-too-small'],
    silent: ['hard-links', 'plain'],
  },
});
