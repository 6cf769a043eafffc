import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { hasUnknownCompressor } from '../../package/compressor-name.ts';
import { misreadCompression } from '../../package/payload-end.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const payloadCompressorMismatch = rule({
  id: 'payload-compressor-mismatch',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The payload is compressed with something else than PAYLOADCOMPRESSOR says.',
    why:
      'rpm never looks at the payload to find out how it is compressed: it goes by the tag, and ' +
      'by gzip where there is none. What it then reads is no archive, and the install fails. The ' +
      'reference transcoder takes the failure for the end of the archive and reports success for ' +
      'an extents file without a single file in it.',
    fix:
      'Write the name of the compression that is really used: gzip, bzip2, xz, lzma or zstd; no ' +
      'tag at all for an archive that is not compressed. Whoever compresses a payload anew must ' +
      'change the tag with it, and make the digests and signatures again.',
    sources: [
      'rpm 4.18 lib/rpmte.c rpmtePayload',
      'rpm 4.18 rpmio/rpmio.c Fdopen, gzdRead, lzread',
      'LSB 5.0 Core generic, Package File Format, RPMTAG_PAYLOADCOMPRESSOR',
    ],
  },
  *check(facts) {
    const found = misreadCompression(facts);
    if (found === undefined || hasUnknownCompressor(facts.pkg)) return;
    const where = tagPlace(facts.head.main, TAG.PAYLOADCOMPRESSOR);
    yield { where, expected: NAMES[found], found: NAMES[facts.pkg.compressor] };
  },
  message: ({ expected, found }) => `rpm reads the payload as ${found}, but it is ${expected}`,
  examples: {
    fires: ['compressor-wrong', 'compressor-absent-xz'],
    silent: ['compressor-absent', 'plain-none'],
  },
});

const NAMES = {
  gzip: 'gzip data',
  bzip2: 'bzip2 data',
  lzma: '.lzma data',
  xz: 'xz data',
  zstd: 'zstd data',
  none: 'a plain archive',
} as const;
