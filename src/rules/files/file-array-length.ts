import { SIZED_ARRAYS } from '../../../native-free-parsers/files.ts';
import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

const OWNERS: readonly number[] = [TAG.FILEUSERNAME, TAG.FILEGROUPNAME];

export const fileArrayLength = rule({
  id: 'file-array-length',
  needs: 'headers',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The arrays of the file list have different lengths, or one that rpm needs is missing.',
    why:
      'The file list is a set of arrays with one value a file. Where they disagree rpm has no file ' +
      'list: it ends with "error reading from file", although rpm -K finds nothing wrong. The ' +
      'reference transcoder takes the package for one without files, reports success and writes an ' +
      'extents file that has none of the contents.',
    fix:
      'Write one value for each name of BASENAMES into every file array. FILEUSERNAME and ' +
      'FILEGROUPNAME must be there; the others may be left out, but not be shorter or longer.',
    sources: [
      'rpm 4.18 lib/rpmfi.c rpmfilesPopulate (_hgfi), indexSane',
      'LSB Core 5.0, Package File Format, File Information Tags',
    ],
  },
  *check(facts) {
    const { trouble, head } = facts;
    const first = troubleEvidence(facts, 'file-array-length');
    if (first.length === 0) return;
    yield* first;
    const count = countOf(head.main, TAG.BASENAMES) || countOf(head.main, TAG.OLDFILENAMES);
    for (const tag of [...SIZED_ARRAYS, ...OWNERS]) {
      const found = countOf(head.main, tag);
      const wrong = found !== count && (found !== 0 || OWNERS.includes(tag));
      if (!wrong || tag === trouble?.tag) continue;
      const where = tagPlace(head.main, tag);
      yield { where, expected: `${count} entries of ${tagName(tag)}`, found: `${found}` };
    }
  },
  message: ({ expected, found }) =>
    `the arrays of the file list disagree: it should have ${expected}, and has ${found}`,
  examples: { fires: ['owners-absent', 'modes-short'], silent: ['plain'] },
});
