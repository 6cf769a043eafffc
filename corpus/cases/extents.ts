/** Extents files that show one defect each, and packages that say something of Copy-on-Write. */
import {
  BAD_DIGEST,
  described,
  type ManifestEntry,
  type Mutator,
  mutantOf,
} from '../manifest-entry.ts';
import * as extents from '../mutate/extents-mutators.ts';
import type { FileDescription } from '../writer/description.ts';

const ROOT: FileDescription = { type: 'directory', path: '/opt/corpus' };
const regular = (name: string, content: string | Uint8Array): FileDescription => ({
  type: 'regular',
  path: `/opt/corpus/${name}`,
  content,
});

/** What stock rpm refuses comes out as it is. */
const extentsFile = (name: string, purpose: string, mutate: Mutator, base = 'plain') =>
  mutantOf(base, name, purpose, mutate, BAD_DIGEST, 'refuses');

export const EXTENTS_CASES: readonly ManifestEntry[] = [
  extentsFile('extents-sound', 'an extents file', extents.extentsSound),
  extentsFile(
    'extents-table-unsorted',
    'the table is in reverse order',
    extents.extentsTableUnsorted,
  ),
  extentsFile(
    'extents-record-missing',
    'a content is not in the table',
    extents.extentsRecordMissing,
  ),
  extentsFile(
    'extents-record-extra',
    'a record of the table serves no file',
    extents.extentsRecordExtra,
  ),
  extentsFile(
    'extents-digests-short',
    "the table's digests are too short",
    extents.extentsDigestsShort,
  ),
  extentsFile('extents-offset-beyond', 'a record leads nowhere', extents.extentsOffsetBeyond),
  extentsFile('extents-unaligned', 'contents do not start on blocks', extents.extentsUnaligned),
  described(
    {
      name: 'contents-that-begin-alike',
      files: [ROOT, regular('p', 'x'.repeat(4096)), regular('q', `${'x'.repeat(4096)}y`)],
    },
    'one content is the beginning of another',
  ),
  extentsFile(
    'extents-overlap',
    'two contents share bytes',
    extents.extentsOverlap,
    'contents-that-begin-alike',
  ),
  extentsFile('extents-content-changed', 'a content is not right', extents.extentsContentChanged),
  extentsFile('extents-padding-dirty', 'the padding is not zero', extents.extentsPaddingDirty),
  extentsFile('extents-gap', 'a gap between two sections', extents.extentsGap),
  extentsFile('extents-csum-short', 'the input digest is too short', extents.extentsCsumShort),
  extentsFile('extents-verdict-bad', 'the stored verification failed', extents.extentsVerdictBad),
  extentsFile(
    'extents-verdict-nokey',
    'the stored verification lacks a key',
    extents.extentsVerdictNokey,
  ),
  extentsFile('extents-footer-beyond', 'the footer leads nowhere', extents.extentsFooterBeyond),
  described(
    { name: 'for-ppc64le', arch: 'ppc64le', files: [ROOT, regular('a', 'a')] },
    'for POWER',
  ),
  extentsFile(
    'extents-ppc64le',
    'an extents file in blocks of 4 KiB for hosts with pages of 64 KiB',
    extents.extentsSound,
    'for-ppc64le',
  ),
  described(
    { name: 'grows', files: [ROOT, regular('zeros', new Uint8Array(17 * 1024 * 1024))] },
    '17 MiB of zeros in a package of 20 kB',
  ),
];
