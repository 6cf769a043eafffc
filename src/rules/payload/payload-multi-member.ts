import { rule } from '../rule.ts';

export const payloadMultiMember = rule({
  id: 'payload-multi-member',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The payload consists of several gzip members or zstd frames.',
    why:
      'rpm reads them as one, and so do most tools. A reader that stops after the first member ' +
      'gets only the start of the archive.',
    fix: 'Nothing has to be done; a single member or frame is read by everything.',
    sources: [
      'RFC 1952, section 2.2; RFC 8878, section 3.1',
      'rpm 4.18 rpmio/rpmio.c gzdRead, zstdRead',
    ],
  },
  *check({ payload }) {
    const { streams, streamsEnd, length, offset } = payload;
    const [, second] = streams;
    if (second === undefined || streamsEnd === undefined || second.offset >= streamsEnd) return;
    yield {
      where: { section: 'payload', offset: second.offset, length: offset + length - second.offset },
      expected: 'one member or frame',
      found: `at least ${streams.length}`,
    };
  },
  message: ({ where }) =>
    `the archive goes on in another member or frame at offset ${where.offset}`,
  examples: {
    fires: ['gzip-two-members', 'zstd-two-frames', 'zstd-skippable-first'],
    silent: ['plain', 'plain-zstd'],
  },
});
