import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { DROPPED_ARRAYS } from './odd-file-arrays.ts';

export const fileArrayIgnored = rule({
  id: 'file-array-ignored',
  needs: 'files',
  among: 'odd-file-arrays',
  severity: { transcode: 'warning', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'An array of the file list has another length than the list, and rpm drops it.',
    why:
      'rpm goes on as if the array were not there: without FILEDIGESTS no content can be checked, ' +
      'without FILELINKTOS symlinks have no target, without FILEDEVICES hard links become files ' +
      'without content, without FILELANGS every translation is installed. With FILEVERIFYFLAGS or ' +
      'FILECLASS wrong the package installs, but cannot be queried or verified.',
    fix: 'Write one value for each name of BASENAMES, or leave the tag out.',
    sources: ['rpm 4.18 lib/rpmfi.c rpmfilesPopulate, tag2pool, hex2bin, rpmfilesBuildNLink'],
  },
  *check({ head: { main }, pkg }) {
    const count = pkg.fileList.files.length;
    if (count === 0) return;
    for (const tag of DROPPED_ARRAYS) {
      const found = countOf(main, tag);
      if (found === 0 || found === count) continue;
      const where = tagPlace(main, tag);
      yield { where, expected: `${count} entries`, found: `${found}` };
    }
  },
  message: ({ where, expected, found }) =>
    `rpm drops ${tagName(where.tag!)}, for it has ${found} instead of ${expected}`,
  examples: { fires: ['devices-short'], silent: ['plain', 'directory-digests-absent'] },
});
