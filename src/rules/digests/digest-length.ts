import { rule } from '../rule.ts';
import { wrongLength } from './wrong-length.ts';

export const digestLength = rule({
  id: 'digest-length',
  needs: 'files',
  among: 'no-digests',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file digest is too short or too long for its algorithm.',
    why:
      'For one digest of a wrong length rpm drops the digests of all files, and without digests no ' +
      'content can be right: "Digest mismatch". The reference transcoder crashes and leaves a ' +
      'truncated file.',
    fix:
      'Write digests in full: 64 hexadecimal digits for SHA-256, 32 for MD5; and an empty string, ' +
      'not zeros of another length, for what is no regular file.',
    sources: [
      'rpm 4.18 lib/rpmfi.c hex2bin',
      'tools/rpm2extents.c of the Copy-on-Write patches, process_package',
    ],
  },
  check: ({ pkg }) => wrongLength(pkg, 'digest-length'),
  message: ({ where, expected, found }) =>
    `the digest of ${where.path} has ${found} instead of ${expected}, so rpm drops all digests`,
  examples: { fires: ['digest-short'], silent: ['plain', 'digests-sha512'] },
});
