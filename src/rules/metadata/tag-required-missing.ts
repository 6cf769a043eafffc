import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { missingRequiredTags } from '../../package/required-tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const tagRequiredMissing = rule({
  id: 'tag-required-missing',
  needs: 'headers',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The package lacks its name, version, release, architecture or operating system.',
    why:
      'rpm takes no package into a transaction that has not exactly one of each. It queries and ' +
      'verifies fine, and then installing ends with "error reading from file", which names no tag.',
    fix:
      'Let the build tool write NAME, VERSION, RELEASE, ARCH and OS, one value each. Tools that ' +
      'have no release of their own must still write one, such as 1; OS is linux.',
    sources: [
      'rpm 4.18 lib/rpmte.c addTE',
      'LSB Core 5.0, Package File Format, Package Information Tags',
      'https://github.com/goreleaser/goreleaser/issues/1213',
    ],
  },
  *check({ head: { main } }) {
    for (const tag of missingRequiredTags(main)) {
      const count = countOf(main, tag);
      yield {
        where: tagPlace(main, tag),
        expected: `one ${tagName(tag)}`,
        found: count === 0 ? 'none' : `${count}`,
        rpmSays: 'error reading from file',
      };
    }
  },
  message: ({ where, found }) =>
    found === 'none'
      ? `the main header has no ${tagName(where.tag ?? TAG.NAME)}`
      : `the main header has ${found} values of ${tagName(where.tag ?? TAG.NAME)}, not one`,
  examples: { fires: ['release-absent', 'architecture-twice'], silent: ['plain'] },
});
