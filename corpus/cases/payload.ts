/** Packages that show one defect each, or nearly one: payloads and archives. */
import { BAD_MAGIC, described, type ManifestEntry, mutant, mutantOf } from '../manifest-entry.ts';
import * as archive from '../mutate/archive-mutators.ts';
import * as compression from '../mutate/compression-mutators.ts';
import type { FileDescription } from '../writer/description.ts';
import { string, stringArray } from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';
import { EXTENTS_CASES } from './extents.ts';

const ROOT: FileDescription = { type: 'directory', path: '/opt/corpus' };
const A: FileDescription = { type: 'regular', path: '/opt/corpus/a', content: 'content of a\n' };
const GHOST: FileDescription = { type: 'ghost', path: '/opt/corpus/ghost' };

const COMPRESSION_CASES: readonly ManifestEntry[] = [
  mutant(
    'compressor-unknown',
    'PAYLOADCOMPRESSOR says lz4, which rpm does not know',
    compression.compressorUnknown,
    BAD_MAGIC,
    'refuses',
  ),
  mutantOf(
    'plain-xz',
    'compressor-absent-xz',
    'no PAYLOADCOMPRESSOR: rpm takes gzip, the payload is xz',
    compression.compressorAbsentXz,
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'compressor-twice',
      files: [ROOT, A],
      compressor: 'xz',
      main: { entries: [stringArray(TAG.PAYLOADCOMPRESSOR, ['xz', 'gzip'])] },
    },
    'two values of PAYLOADCOMPRESSOR are none to rpm: it takes gzip, the payload is xz',
    BAD_MAGIC,
    'refuses',
  ),
  mutantOf(
    'plain-xz',
    'compressor-lzma-of-xz',
    'PAYLOADCOMPRESSOR says lzma while the payload is xz, which liblzma finds out',
    compression.compressorLzmaOfXz,
  ),
  mutant(
    'compressor-gzip-of-plain',
    'PAYLOADCOMPRESSOR says gzip while the payload is not compressed, which zlib passes on',
    compression.compressorGzipOfPlain,
  ),
  mutant(
    'payload-cut-sealed',
    'the payload ends in its middle, and the digests are those of what is left',
    compression.payloadCutSealed,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'payload-end-missing',
    'the gzip stream lacks its last 4 bytes, behind the archive',
    compression.payloadEndMissing,
  ),
  mutant(
    'payload-corrupt-sealed',
    'one bit in the middle of the payload is flipped; the digests include it',
    compression.payloadCorruptSealed,
    BAD_MAGIC,
    'refuses',
  ),
  mutantOf(
    'plain-zstd',
    'payload-bomb',
    '65 MiB of zeros follow the trailer in a few kilobytes of payload',
    compression.payloadBomb,
  ),
  mutantOf(
    'plain-bzip2',
    'bzip2-two-streams',
    'the archive is cut in two bzip2 streams; rpm reads only the first',
    compression.bzip2TwoStreams,
    BAD_MAGIC,
    'refuses',
  ),
  mutantOf(
    'plain-xz',
    'xz-two-blocks',
    'one xz stream of several blocks, as xz -T writes it',
    compression.xzTwoBlocks,
  ),
  mutantOf(
    'plain-xz',
    'xz-dictionary-64m',
    'an xz dictionary of 64 MiB, the largest of the presets',
    compression.xzDictionary64m,
  ),
  mutantOf(
    'plain-xz',
    'xz-dictionary-128m',
    'an xz dictionary of 128 MiB: more memory than rpm allows',
    compression.xzDictionary128m,
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'payload-format-drpm',
      files: [ROOT, A],
      main: { entries: [string(TAG.PAYLOADFORMAT, 'drpm')] },
    },
    'PAYLOADFORMAT says that it is a delta RPM',
    'passes through: rpm wants cpio',
    'refuses',
  ),
  described(
    {
      name: 'payload-format-absent',
      files: [ROOT, A],
      main: { without: [TAG.PAYLOADFORMAT] },
    },
    'no PAYLOADFORMAT, as in the oldest packages',
  ),
];

const ARCHIVE_CASES: readonly ManifestEntry[] = [
  mutant(
    'archive-size-lies',
    'the second member claims another size than it has',
    archive.archiveSizeLies,
  ),
  mutantOf('crc-archive', 'crc-wrong', 'a member has a wrong checksum', archive.crcWrong),
  mutant('directory-twice', 'a directory comes twice', archive.directoryTwice),
  mutant('mixed-names', 'one absolute name among others with ./', archive.mixedNames),
  mutant(
    'archive-cut-in-content',
    'the archive ends inside a content',
    archive.archiveCutInContent,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'archive-cut-in-header',
    'the archive ends inside a member header',
    archive.archiveCutInHeader,
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'ghost-in-stripped-archive',
      files: [ROOT, A, GHOST],
      payloadMagic: '07070X',
      archiveOrder: [ROOT.path, GHOST.path, A.path],
    },
    'a stripped archive has a member for a %ghost file',
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'symlink-size-too-big',
      files: [ROOT, A, { type: 'symlink', path: '/opt/corpus/l', target: 'a', size: 5 }],
    },
    'a symlink of 5 bytes by the header, of which the archive has one',
    BAD_MAGIC,
    'refuses',
  ),
];

export const PAYLOAD_CASES: readonly ManifestEntry[] = [
  ...COMPRESSION_CASES,
  ...ARCHIVE_CASES,
  ...EXTENTS_CASES,
];
