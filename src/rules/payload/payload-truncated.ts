import { isCutOff, misreadCompression } from '../../package/payload-end.ts';
import { rule } from '../rule.ts';

export const payloadTruncated = rule({
  id: 'payload-truncated',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The compressed payload ends before the archive in it does, or there is none.',
    why:
      'rpm cannot unpack what is missing: the install fails, after the package has passed every ' +
      'check if its digests were made of the short file. The reference transcoder takes the end ' +
      'of the data for the end of the archive and reports success for what came before.',
    fix:
      'Compare size and checksum with the place the package came from and download it again. ' +
      'Where it is short there too, its build or its upload was cut short: build it anew.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext, lib/cpio.c rpmcpioHeaderRead'],
  },
  *check(facts) {
    const { payload } = facts;
    if (payload.archive === undefined || payload.archive.complete) return;
    if (!isCutOff(facts) || misreadCompression(facts) !== undefined) return;
    const { offset, length, archive } = payload;
    const rpmSays = archive.refusal?.rpmSays;
    const files = facts.pkg.fileList.files.length;
    yield {
      where: { section: 'payload', offset: offset + length },
      expected: 'the rest of the payload',
      found:
        length === 0
          ? 'there is none'
          : `the file ends at member ${archive.memberCount} of the archive, for ${files} files`,
      ...(rpmSays === undefined ? {} : { rpmSays }),
    };
  },
  message: ({ found }) => `the payload is cut short: ${found}`,
  examples: {
    fires: ['payload-cut-sealed', 'payload-absent'],
    silent: ['plain', 'plain-xz'],
  },
});
