import { isCutOff } from '../../package/payload-end.ts';
import { rule } from '../rule.ts';

export const payloadUnfinished = rule({
  id: 'payload-unfinished',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The compressed payload is damaged or cut short behind the end of the archive in it.',
    why:
      "rpm stops reading at the archive's trailer and does not notice. Tools that decompress the " +
      'whole payload, such as rpm2cpio with gzip -d, report an error, and the checksum at the ' +
      'end of the stream no longer protects anything.',
    fix: 'Write the compressed stream to its end; close the compressor before the file.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext'],
  },
  *check(facts) {
    const { payload } = facts;
    if (!payload.archive?.complete) return;
    const { decoding } = payload;
    const section = 'payload';
    if (decoding.kind === 'corrupt') {
      const { offset, expected, found } = decoding.problem;
      yield { where: { section, offset }, expected, found };
    } else if (isCutOff(facts)) {
      const where = { section, offset: facts.size } as const;
      yield { where, expected: 'the end of the compressed stream', found: 'the end of the file' };
    }
  },
  message: ({ expected, found }) =>
    `behind the archive the compressed stream is broken: ${found} instead of ${expected}`,
  examples: { fires: ['payload-end-missing'], silent: ['plain', 'plain-none'] },
});
