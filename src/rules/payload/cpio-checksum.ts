import { rule } from '../rule.ts';
import { memberPlace } from './archive-evidence.ts';

/** Where c_chksum stands in a member header. */
const FIELD_AT = 102;
const FIELD_LENGTH = 8;

export const cpioChecksum = rule({
  id: 'cpio-checksum',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A member of an archive with checksums (070702) has a wrong one.',
    why:
      'rpm does not look at it and relies on the file digests of the header. cpio warns for each ' +
      'member, and whoever sees that will think that the package is damaged.',
    fix:
      'Write the sum of all bytes of the content, modulo 2^32, or an archive without sums ' +
      '(070701).',
    sources: ['cpio(5), New CRC Format', 'rpm 4.18 lib/cpio.c rpmcpioHeaderRead'],
  },
  *check({ payload: { archive } }) {
    if (archive === undefined) return;
    for (const facts of archive.members) {
      const { member, file, sum } = facts;
      if (member.format !== 'crc' || file?.type !== 'regular') continue;
      if (sum === undefined || sum === member.checksum) continue;
      yield {
        where: memberPlace(facts, FIELD_AT, FIELD_LENGTH),
        expected: `0x${sum.toString(16).padStart(8, '0')}`,
        found: Number.isNaN(member.checksum)
          ? 'no number'
          : `0x${member.checksum.toString(16).padStart(8, '0')}`,
      };
    }
  },
  message: ({ where, expected, found }) =>
    `${where.path} has the checksum ${found} in the archive; its bytes add up to ${expected}`,
  examples: { fires: ['crc-wrong'], silent: ['crc-archive', 'plain'] },
});
