/** Sizes of the file list that are not those of the contents. */
import { BAD_MAGIC, described, type ManifestEntry } from '../../manifest-entry.ts';
import { int64 } from '../../writer/header-entry.ts';
import { TAG } from '../../writer/tags.ts';
import { ROOT, regular, symlink } from './entries.ts';

const GIB = 2 ** 30;

export const SIZE_CASES: readonly ManifestEntry[] = [
  described(
    {
      name: 'size-wrapped',
      files: [ROOT, regular('a', 'x'.repeat(5000), { size: 100 })],
      main: { entries: [int64(TAG.LONGSIZE, [4 * GIB + 100])], without: [TAG.SIZE] },
    },
    'a size cut to 32 bits: the total says 4 GiB more (the content is short for a test)',
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'size-in-newc',
      longSizes: true,
      files: [ROOT, regular('a', 'x'.repeat(5000), { size: 5 * GIB })],
    },
    'a file of 5 GiB in an archive whose size fields end at 4 (the content is short for a test)',
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'size-impossible',
      longSizes: true,
      payloadMagic: '07070X',
      files: [ROOT, regular('a', 'x'.repeat(5000), { size: 2 ** 60 })],
    },
    'a file of 1 EiB',
    'passes through: there is no such file',
    'refuses',
  ),
  described(
    { name: 'symlink-size-zero', files: [ROOT, symlink('l', 'target', { size: 0 })] },
    'a symlink of size 0, as redline once wrote',
    BAD_MAGIC,
    'refuses',
  ),
  described(
    { name: 'symlink-size-long', files: [ROOT, symlink('l', 'target', { size: 60 })] },
    'a symlink that is longer in the header than in the archive',
    BAD_MAGIC,
    'refuses',
  ),
];
