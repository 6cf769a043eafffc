import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { compressorName, hasUnknownCompressor } from '../../package/compressor-name.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const payloadCompressorUnsupported = rule({
  id: 'payload-compressor-unsupported',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'PAYLOADCOMPRESSOR names a compression that rpm does not know.',
    why:
      'rpm reads the payload as it is when it does not know the name, and finds no archive ' +
      'there. The reference transcoder reports success for an extents file without files. The ' +
      'same happens with zstd on an rpm that was built without it, such as the 4.11 of EL 7.',
    fix:
      'Compress the payload with gzip, bzip2, xz or zstd and name that; gzip and xz are what ' +
      'every rpm since 4.8 reads.',
    sources: [
      'rpm 4.18 lib/rpmte.c rpmtePayload',
      'rpm 4.18 rpmio/rpmio.c Fdopen, findIOT',
      'rpm commit 318a81ecc (zstd)',
    ],
  },
  *check({ head: { main }, pkg, payload }) {
    if (!hasUnknownCompressor(pkg) || payload.sniffed === 'none') return;
    if (payload.archive === undefined) return;
    yield {
      where: tagPlace(main, TAG.PAYLOADCOMPRESSOR),
      expected: 'gzip, bzip2, lzma, xz or zstd',
      found: `"${displayText(compressorName(pkg)!.slice(0, 50))}"`,
    };
  },
  message: ({ found }) => `rpm knows no compression that is called ${found}`,
  examples: { fires: ['compressor-unknown'], silent: ['plain-zstd', 'plain-none'] },
});
