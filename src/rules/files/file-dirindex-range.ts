import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { countOf, getStrings, getUint32s } from '../../../native-free-parsers/header/values.ts';
import { troubleRule } from '../../package/trouble-rule.ts';
import { rule } from '../rule.ts';
import { elementPlace } from './file-place.ts';

export const fileDirindexRange = rule({
  id: 'file-dirindex-range',
  needs: 'headers',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file is in a directory that the header does not list.',
    why:
      'DIRINDEXES has, for each file, the position of its directory in DIRNAMES. With one position ' +
      'out of range rpm has no file list at all: it ends with "error reading from file", although ' +
      'rpm -K finds nothing wrong. The reference transcoder takes the package for one without ' +
      'files, reports success and writes an extents file that has none of the contents.',
    fix: 'Count positions in DIRNAMES from 0, and keep every DIRINDEXES value below their number.',
    sources: ['rpm 4.18 lib/rpmfi.c indexSane', 'rpm docs/manual/tags.md'],
  },
  *check({ trouble, head: { main } }) {
    if (trouble === undefined || troubleRule(trouble) !== 'file-dirindex-range') return;
    const directories = countOf(main, TAG.DIRNAMES);
    const names = getStrings(main, TAG.BASENAMES)!;
    const expected = `an index below ${directories}`;
    for (const [index, found] of getUint32s(main, TAG.DIRINDEXES)!.entries()) {
      if (found < directories) continue;
      const where = elementPlace(main, TAG.DIRINDEXES, index);
      const path = displayText(names[index]!);
      yield {
        where: { ...where, path },
        expected,
        found: `${found}`,
        rpmSays: 'error reading from file',
      };
    }
  },
  message: ({ where, expected, found }) =>
    `DIRINDEXES of ${where.path} is ${found}, where rpm wants ${expected}`,
  examples: {
    fires: ['directory-index-out-of-range'],
    silent: ['directories-unused', 'plain'],
  },
});
