import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const fileSizesTwice = rule({
  id: 'file-sizes-twice',
  needs: 'files',
  among: 'odd-file-arrays',
  severity: { transcode: 'none', install: 'none', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The header has both FILESIZES and LONGFILESIZES.',
    why:
      'rpm goes by FILESIZES then and never looks at LONGFILESIZES. Other readers may prefer the ' +
      'latter; where the two differ they see another package.',
    fix: 'Write LONGFILESIZES if a file has 4 GiB or more, FILESIZES otherwise, and never both.',
    sources: ['rpm docs/manual/large_files.md', 'rpm 4.18 lib/rpmfi.c rpmfilesFSize'],
  },
  *check({ head: { main } }) {
    if (!hasTag(main, TAG.FILESIZES) || !hasTag(main, TAG.LONGFILESIZES)) return;
    const where = tagPlace(main, TAG.LONGFILESIZES);
    yield { where, expected: 'FILESIZES or LONGFILESIZES', found: 'both' };
  },
  message: () => 'the header has both FILESIZES and LONGFILESIZES; rpm goes by the former',
  examples: { fires: ['sizes-twice'], silent: ['plain', 'format-v6'] },
});
