import { unreadStream } from '../../package/payload-end.ts';
import { rule } from '../rule.ts';

export const payloadMultiStream = rule({
  id: 'payload-multi-stream',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The payload has several xz, .lzma or bzip2 streams, and rpm reads only the first.',
    why:
      'To rpm the archive ends with the first stream, in the middle of its files: the install ' +
      'fails. The reference transcoder takes that for the end of the archive and reports success ' +
      'for an extents file that lacks the rest. Command line tools read all streams, so nothing ' +
      'shows before. gzip members and zstd frames may follow one another.',
    fix:
      'Compress the payload as one stream. xz -T writes one stream with several blocks, which is ' +
      'fine; pxz, pbzip2 and putting files together write several streams.',
    sources: [
      'rpm 4.18 rpmio/rpmio.c lzread, bzdRead',
      'xz-file-format 1.2, section 2 (streams may be concatenated)',
    ],
  },
  *check(facts) {
    const unread = unreadStream(facts);
    if (unread === undefined) return;
    const { offset } = unread;
    const length = facts.size - offset;
    yield {
      where: { section: 'payload', offset, length },
      expected: 'one stream with the whole archive',
      found: `another stream with the last ${length} bytes of the file`,
    };
  },
  message: ({ where }) =>
    `rpm stops where the first stream ends and never reads the stream at offset ${where.offset}`,
  examples: {
    fires: ['xz-two-streams', 'bzip2-two-streams'],
    silent: ['plain-xz', 'xz-two-blocks'],
  },
});
