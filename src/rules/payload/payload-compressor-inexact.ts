import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { compressorName, hasUnknownCompressor } from '../../package/compressor-name.ts';
import { misreadCompression } from '../../package/payload-end.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const payloadCompressorInexact = rule({
  id: 'payload-compressor-inexact',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'PAYLOADCOMPRESSOR names another compression than the payload has, but rpm can read it.',
    why:
      'rpm is lucky here: zlib passes on what is not gzip, liblzma tells xz and .lzma apart, and ' +
      'a name that nobody knows means that nothing is compressed. Other readers go by the tag ' +
      'and fail, and so does the next rpm that reads with another library.',
    fix: 'Write the name of the compression that is really used, or no tag for a plain archive.',
    sources: [
      'rpm 4.18 rpmio/rpmio.c gzdRead, lzopen_internal, findIOT',
      'LSB 5.0 Core generic, Package File Format, RPMTAG_PAYLOADCOMPRESSOR',
    ],
  },
  *check(facts) {
    const { pkg, payload, head } = facts;
    const { sniffed, archive } = payload;
    const name = compressorName(pkg);
    if (name === undefined || sniffed === undefined || archive === undefined) return;
    if (misreadCompression(facts) !== undefined) return;
    if (sniffed === pkg.compressor && !hasUnknownCompressor(pkg)) return;
    yield {
      where: tagPlace(head.main, TAG.PAYLOADCOMPRESSOR),
      expected: sniffed === 'none' ? 'no such tag' : `"${sniffed}"`,
      found: `"${displayText(name.slice(0, 50))}"`,
    };
  },
  message: ({ expected, found }) => `PAYLOADCOMPRESSOR is ${found}, right would be ${expected}`,
  examples: {
    fires: ['compressor-lzma-of-xz', 'compressor-gzip-of-plain'],
    silent: ['plain-lzma', 'plain-none'],
  },
});
