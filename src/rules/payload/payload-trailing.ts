import { unreadStream } from '../../package/payload-end.ts';
import { rule } from '../rule.ts';

export const payloadTrailing = rule({
  id: 'payload-trailing',
  needs: 'payload',
  severity: { transcode: 'warning', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Bytes that belong to nothing follow the archive or the compressed payload.',
    why:
      'rpm does not read them. The reference transcoder stops reading too, and when more than ' +
      'the 64 KiB of a pipe are left it is killed by SIGPIPE (exit status 141), records wrong ' +
      'digests of its input, and the download fails. Zeros behind the trailer are the usual ' +
      'filling of cpio and are not meant here.',
    fix:
      'End the archive with its trailer and the file with the compressed payload. Whatever was ' +
      'appended, such as a signature or a padding, has no place in a package.',
    sources: ['rpm 4.18 lib/cpio.c rpmcpioHeaderRead', 'cpio(5), New ASCII Format'],
  },
  *check(facts) {
    const { payload, size } = facts;
    const { archive, streamsEnd } = payload;
    if (archive === undefined || unreadStream(facts) !== undefined) return;
    if (archive.complete && archive.tail.length > 0 && !archive.tail.zero) {
      const { length } = archive.tail;
      yield {
        where: { section: 'cpio', offset: archive.size, length },
        expected: 'nothing but zeros behind the trailer',
        found: `${length} bytes behind the trailer of the archive`,
      };
    }
    if (streamsEnd !== undefined && streamsEnd < size) {
      const length = size - streamsEnd;
      yield {
        where: { section: 'payload', offset: streamsEnd, length },
        expected: 'the end of the file behind the compressed payload',
        found: `${length} bytes behind the compressed payload`,
      };
    }
  },
  message: ({ found }) => `${found} belong to nothing`,
  examples: {
    fires: ['trailing-garbage-sealed', 'long-tail', 'trailer-twice'],
    silent: ['padded-to-512', 'plain'],
  },
});
