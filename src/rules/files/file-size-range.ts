import { contentCarriers } from '../../package/content-keys.ts';
import { hasImpossibleSize } from '../../package/file-defects.ts';
import { unusualFiles } from '../../package/unusual-files.ts';
import { rule } from '../rule.ts';
import { sizePlace } from './file-place.ts';

export const fileSizeRange = rule({
  id: 'file-size-range',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file declares more bytes than there can be.',
    why:
      'Sizes in LONGFILESIZES have 64 bits, but no file system holds a file of 8 PiB. Such a number ' +
      'is a mistake or an attack: rpm asks for the disk space and gives up, or reads to the end of ' +
      'the archive and beyond.',
    fix: 'Write the number of bytes that the file has.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfilesFSize',
      'rpm 4.18 lib/transaction.c rpmtsCheckDSIProblems',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    if (!unusualFiles(fileList.files).some(hasImpossibleSize)) return;
    for (const file of contentCarriers(fileList).filter(hasImpossibleSize)) {
      yield {
        where: sizePlace(main, file),
        expected: `at most ${Number.MAX_SAFE_INTEGER} bytes`,
        found: 'more',
      };
    }
  },
  message: ({ where, expected }) =>
    `${where.path} declares more bytes than there can be: ${expected} are possible`,
  examples: { fires: ['size-impossible'], silent: ['plain', 'format-v6'] },
});
