import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const fileRelocated = rule({
  id: 'file-relocated',
  needs: 'files',
  among: 'odd-file-arrays',
  severity: { transcode: 'warning', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The header names files by where they were before a relocation (ORIGBASENAMES).',
    why:
      'rpm adds these tags to a header in its database when a package is installed elsewhere than it ' +
      'was built for. In a package they are out of place: rpm then looks members of the archive up ' +
      'by the old paths and installs the new ones, whatever the archive says. A package put together ' +
      'again from a database is the usual cause. rpmcow passes it through as it is.',
    fix: 'Build the package anew, or take the original; do not repackage installed headers.',
    sources: ['rpm 4.18 lib/rpmfi.c rpmfilesNew', 'rpm 4.18 lib/relocation.c'],
  },
  *check({ head: { main } }) {
    if (!hasTag(main, TAG.ORIGBASENAMES)) return;
    yield {
      where: tagPlace(main, TAG.ORIGBASENAMES),
      expected: 'no ORIGBASENAMES',
      found: `${countOf(main, TAG.ORIGBASENAMES)} names`,
    };
  },
  message: ({ found }) =>
    `the header has ${found} in ORIGBASENAMES, as only an rpm database should`,
  examples: { fires: ['original-names'], silent: ['plain'] },
});
