import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { contentCarriers } from '../../package/content-keys.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const fileSizesMissing = rule({
  id: 'file-sizes-missing',
  needs: 'files',
  among: 'odd-file-arrays',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The header says of no file how large it is.',
    why:
      'rpm goes by the sizes of the header, not by those in the archive. Without any it takes every ' +
      'file for empty, reads no content and finds that no digest matches: "Digest mismatch". The ' +
      'reference transcoder stops at the first file and leaves a truncated extents file.',
    fix: 'Write FILESIZES, or LONGFILESIZES where a file has 4 GiB or more.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfilesFSize, rpmfiArchiveReadToFilePsm',
      'rpm docs/manual/large_files.md',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    if (hasTag(main, TAG.FILESIZES) || hasTag(main, TAG.LONGFILESIZES)) return;
    if (contentCarriers(fileList).length === 0) return;
    const where = tagPlace(main, TAG.FILESIZES);
    yield { where, expected: 'FILESIZES or LONGFILESIZES', found: 'neither' };
  },
  message: () =>
    'the header has neither FILESIZES nor LONGFILESIZES, so rpm takes all files for empty',
  examples: {
    fires: ['file-sizes-absent'],
    silent: ['directory-sizes-absent', 'format-v6', 'plain'],
  },
});
