import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioMagic = rule({
  id: 'cpio-magic',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'There is no member header where rpm expects the next one in the archive.',
    why:
      'rpm reads the new ASCII format of cpio (magics 070701, 070702 and its own 07070X) and ' +
      'nothing else, and it goes by the file sizes of the package header, not by those in the ' +
      'archive. An archive in another format, or a header that gives a symlink, a hard link or a ' +
      'file another size than the archive, ends here: "cpio: Bad magic". The reference ' +
      'transcoder takes it for the end of the archive and reports success for an incomplete ' +
      'extents file.',
    fix:
      'Write the archive as cpio --format=newc does. If it is one, look at the member before ' +
      'this place: its size in the header must be the bytes in the archive, the length of its ' +
      'target for a symlink, and the content of hard links stands with the last of them only.',
    sources: [
      'rpm 4.18 lib/cpio.c rpmcpioHeaderRead; lib/rpmfi.c iterReadArchiveNext',
      'LSB 5.0 Core generic, Package File Format, Payload Section; cpio(5)',
    ],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-magic'),
  message: ({ found, where }) =>
    `at offset ${where.offset} of the archive there is ${found} instead of a member header`,
  examples: { fires: ['odc-magic', 'garbage-between'], silent: ['plain', 'crc-archive'] },
});
