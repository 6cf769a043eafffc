import { rule } from '../rule.ts';
import { wrongLength } from './wrong-length.ts';

export const digestAlgoMissing = rule({
  id: 'digest-algo-missing',
  needs: 'files',
  among: 'no-digests',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file digests are not MD5, and FILEDIGESTALGO does not say what else.',
    why:
      'Without FILEDIGESTALGO, or with 0 there, rpm takes file digests for MD5. Digests of another ' +
      'length are dropped then, all of them, and without digests no content can be right: "Digest ' +
      'mismatch". The reference transcoder crashes and leaves a truncated file.',
    fix: 'Write the number of the algorithm into FILEDIGESTALGO: 8 for SHA-256, 10 for SHA-512.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfilesPopulate',
      'rpm 4.18 include/rpm/rpmcrypto.h (rpmHashAlgo)',
      'https://github.com/jordansissel/fpm/issues/1691',
    ],
  },
  check: ({ pkg }) => wrongLength(pkg, 'digest-algo-missing'),
  message: ({ where, expected, found }) =>
    `without FILEDIGESTALGO rpm wants ${expected} for ${where.path}, and finds ${found}`,
  examples: {
    fires: ['file-digest-algorithm-absent', 'digest-algorithm-zero'],
    silent: ['plain', 'digests-sha512'],
  },
});
