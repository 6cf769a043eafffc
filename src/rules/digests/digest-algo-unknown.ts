import { rule } from '../rule.ts';
import { wrongLength } from './wrong-length.ts';

export const digestAlgoUnknown = rule({
  id: 'digest-algo-unknown',
  needs: 'files',
  among: 'no-digests',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file digests are in an algorithm that rpm 4.18 does not have.',
    why:
      'rpm takes file digests for MD5 then, without a word. Digests of another length are dropped, ' +
      'all of them, and without digests no content can be right: "Digest mismatch". The reference ' +
      'transcoder crashes and leaves a truncated file. Only rpm 6 knows SHA3-256 (12) and SHA3-512 ' +
      '(14).',
    fix: 'Use SHA-256 (FILEDIGESTALGO 8), which every rpm since 4.6 has.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfilesPopulate; rpmio/digest_openssl.c rpmDigestLength',
      'rpm 6.0 include/rpm/rpmcrypto.h (rpmHashAlgo)',
    ],
  },
  check: ({ pkg }) => wrongLength(pkg, 'digest-algo-unknown'),
  message: ({ where, expected, found }) =>
    `the digest of ${where.path} has ${found}; rpm 4.18 does not know that and wants ${expected}`,
  examples: {
    fires: ['file-digest-algorithm-unknown', 'digest-sha3'],
    silent: ['plain', 'digests-sha224'],
  },
});
