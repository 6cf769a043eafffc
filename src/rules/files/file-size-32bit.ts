import type { FileList } from '../../../native-free-parsers/files.ts';
import { type Header, hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getUint64 } from '../../../native-free-parsers/header/values.ts';
import { emptyLinks } from '../../package/archive-files.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

const LIMIT = 2 ** 32;

export const fileSize32bit = rule({
  id: 'file-size-32bit',
  needs: 'files',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file of 4 GiB or more has its size cut to 32 bits.',
    why:
      'FILESIZES ends at 4 GiB. A builder that does not change to LONGFILESIZES drops the upper half ' +
      'of the number; rpm reads too little of the content, takes the rest for the next file and ' +
      'ends with "Digest mismatch" or "Bad magic". LONGSIZE, the sum of all sizes, gives it away: ' +
      'it is larger than the sizes say by a multiple of 4 GiB.',
    fix:
      'Write LONGFILESIZES instead of FILESIZES as soon as one file has 4 GiB or more, store the ' +
      'archive with 07070X members, and require rpmlib(LargeFiles).',
    sources: ['rpm docs/manual/large_files.md', 'rpm 4.18 build/files.c genCpioListAndHeader'],
  },
  *check({ head: { main }, pkg: { fileList }, payload }) {
    if (!hasTag(main, TAG.FILESIZES) || !hasTag(main, TAG.LONGSIZE)) return;
    const lacking = lackingBytes(main, fileList);
    if (lacking < LIMIT || lacking % LIMIT !== 0) return;
    // An archive that rpm reads to its end has the sizes that FILESIZES says: LONGSIZE is wrong.
    if (payload?.archive !== undefined && payload.archive.refusal === undefined) return;
    yield {
      where: tagPlace(main, TAG.FILESIZES),
      expected: 'LONGFILESIZES',
      found: `FILESIZES, whose sum lacks ${lacking} bytes of LONGSIZE`,
    };
  },
  message: ({ found }) => `sizes of 4 GiB or more are cut to 32 bits: the header has ${found}`,
  examples: { fires: ['size-wrapped'], silent: ['plain', 'format-v6'] },
});

/** What LONGSIZE has more than the sizes together, every hard-link set counted once. */
function lackingBytes(main: Header, fileList: FileList): number {
  const linked = emptyLinks(fileList);
  const counted = fileList.files.filter(
    ({ index, type }) => type !== 'directory' && !linked.has(index),
  );
  const sum = counted.reduce((total, { size }) => total + size, 0);
  return Number(getUint64(main, TAG.LONGSIZE) ?? 0n) - sum;
}
