import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getStrings, getUint32s } from '../../../native-free-parsers/header/values.ts';
import { compareEvr, formatEvr, type Nevra, parseEvr } from '../../../native-free-parsers/nevra.ts';
import { missingRequiredTags } from '../../package/required-tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { COMPARISONS, EQUAL } from './sense-flags.ts';

const SHOWN = 80;

export const tagProvidesSelf = rule({
  id: 'tag-provides-self',
  needs: 'files',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package does not provide itself: its own name at its own epoch, version and release.',
    why:
      'Since 4.0 rpm does not add this capability by itself. What requires "name = version" is then ' +
      'not satisfied by the package, although a package of that name and version is installed.',
    fix:
      'Let the build tool write name = [epoch:]version-release among the capabilities provided, ' +
      'with the epoch where the package has one, as rpmbuild does.',
    sources: [
      'rpm 4.18 build/parsePreamble.c addPackageProvides',
      'rpm 4.18 lib/rpmds.c rpmlibProvides: rpmlib(ExplicitPackageProvide)',
    ],
  },
  *check({ head: { main }, pkg: { nevra, isSource } }) {
    if (isSource || missingRequiredTags(main).length > 0) return;
    const names = getStrings(main, TAG.PROVIDENAME) ?? [];
    const versions = getStrings(main, TAG.PROVIDEVERSION) ?? [];
    const flags = getUint32s(main, TAG.PROVIDEFLAGS) ?? [];
    let nearest: string | undefined;
    for (let i = names.indexOf(nevra.name); i >= 0; i = names.indexOf(nevra.name, i + 1)) {
      const version = ((flags[i] ?? 0) & COMPARISONS) === EQUAL ? (versions[i] ?? '') : '';
      if (isOwn(version, nevra)) return;
      nearest ??= version === '' ? `${nevra.name} without a version` : `${nevra.name} = ${version}`;
    }
    const expected = `${nevra.name} = ${formatEvr(nevra)}`;
    yield {
      where: tagPlace(main, TAG.PROVIDENAME),
      expected: displayText(expected.slice(0, SHOWN)),
      found: nearest === undefined ? 'none' : displayText(nearest.slice(0, SHOWN)),
    };
  },
  message: ({ expected, found }) =>
    found === 'none'
      ? `the package does not provide ${expected}`
      : `the package provides ${found} instead of ${expected}`,
  examples: { fires: ['provides-nothing', 'provides-without-epoch'], silent: ['with-epoch'] },
});

/** Whether a version means this package; one without a release means every release. */
function isOwn(text: string, { epoch, version, release }: Nevra): boolean {
  const provided = parseEvr(text);
  if (provided === undefined) return false;
  const own = { epoch, version, release: provided.release === undefined ? undefined : release };
  return compareEvr(provided, own) === 0;
}
