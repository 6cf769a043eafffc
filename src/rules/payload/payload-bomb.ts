import { rule } from '../rule.ts';

export const payloadBomb = rule({
  id: 'payload-bomb',
  needs: 'payload',
  severity: { transcode: 'warning', install: 'warning', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The payload decompresses to far more than the files of the header amount to.',
    why:
      'A transcoder decompresses what it downloads before anybody has checked a signature. Data ' +
      'that expands without an end fills memory or disk, or keeps a processor busy for hours. ' +
      'Here more came than all files, their member headers and 64 MiB of filling can be.',
    fix:
      'Do not install it before its origin is clear. A builder that pads its archive should stop ' +
      'at the next block.',
    sources: ['https://lists.rpm.org/pipermail/rpm-maint/2020-December/015847.html'],
  },
  *check({ payload: { decoding, offset, length } }) {
    if (decoding.kind !== 'too-much') return;
    yield {
      where: { section: 'payload', offset, length },
      expected: `at most ${decoding.limit} bytes of archive`,
      found: `more than ${decoding.bytes} bytes out of ${length}`,
    };
  },
  message: ({ expected, found }) =>
    `the payload expands to ${found}; the headers account for ${expected}`,
  examples: { fires: ['payload-bomb'], silent: ['padded-to-512', 'plain'] },
});
