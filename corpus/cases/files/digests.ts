/** File digests that rpm cannot use, or uses in an odd spelling. */
import { BAD_DIGEST, described, type ManifestEntry } from '../../manifest-entry.ts';
import { hexDigest } from '../../writer/digest.ts';
import { int32 } from '../../writer/header-entry.ts';
import { TAG } from '../../writer/tags.ts';
import { ROOT, regular, symlink } from './entries.ts';

const ONE = hexDigest('sha256', Buffer.from('one\n'));

export const DIGEST_CASES: readonly ManifestEntry[] = [
  described(
    {
      name: 'digest-short',
      files: [ROOT, regular('a', 'one\n', { digest: ONE.slice(0, 62) }), regular('b', 'two\n')],
    },
    'one digest is two digits short: rpm drops them all',
    BAD_DIGEST,
    'refuses',
  ),
  described(
    {
      name: 'digest-not-hex',
      files: [ROOT, regular('a', 'one\n', { digest: `sha256:${ONE.slice(7)}` })],
    },
    'letters in a digest that are no hexadecimal digits',
    BAD_DIGEST,
    'refuses',
  ),
  described(
    {
      name: 'digest-sha3',
      files: [ROOT, regular('a', 'one\n')],
      fileDigestAlgorithm: 'sha3-256',
    },
    'file digests in SHA3-256, which rpm knows from version 6 on',
    BAD_DIGEST,
    'refuses',
  ),
  described(
    {
      name: 'digest-algorithm-zero',
      files: [ROOT, regular('a', 'one\n')],
      main: { entries: [int32(TAG.FILEDIGESTALGO, [0])] },
    },
    'algorithm 0, which rpm takes for MD5, and SHA-256 digests',
    BAD_DIGEST,
    'refuses',
  ),
  described(
    { name: 'directory-digests-absent', files: [ROOT], main: { without: [TAG.FILEDIGESTS] } },
    'no digests, for a directory only',
  ),
  described(
    {
      name: 'digest-of-symlink',
      files: [ROOT, symlink('l', 'a', { digest: hexDigest('sha256', Buffer.from('a')) })],
    },
    'a digest for a symlink',
  ),
];
