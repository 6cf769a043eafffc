import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { compareEvr, formatNevra, parseEvr } from '../../../native-free-parsers/nevra.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { RPMLIB_PROVIDES } from './rpmlib-provides.ts';
import { rpmlibRequirements } from './rpmlib-requirements.ts';
import { COMPARISONS, comparisonSign, EQUAL, GREATER, LESS } from './sense-flags.ts';

const SHOWN = 80;

export const tagRpmlibUnknown = rule({
  id: 'tag-rpmlib-unknown',
  needs: 'files',
  severity: { transcode: 'none', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The package requires a feature that no rpm from 4.18 to 6.1 has.',
    why:
      'rpmlib() requirements are met by rpm itself or not at all. rpm, dnf and zypper report a ' +
      'failed dependency, and only --nodeps installs the package, against what it asks for.',
    fix:
      'Build the package with the rpmbuild of rpm.org: rpm 5 and patched ones require features that ' +
      'only they have. rpmlib(ShortCircuited) is there on purpose: "rpmbuild --short-circuit" makes ' +
      'packages that are only for trying out; build it anew from start to end.',
    sources: ['rpm 4.18 lib/rpmds.c rpmlibProvides', 'rpm 4.18 build/pack.c packageBinary'],
  },
  *check({ head: { main }, pkg }) {
    for (const { capability, flags, version, at } of rpmlibRequirements(main)) {
      const provided = RPMLIB_PROVIDES.get(capability);
      if (provided !== undefined && isMet(provided, flags, version)) continue;
      const required = displayText(
        `${capability} ${comparisonSign(flags)} ${version}`.trimEnd().slice(0, SHOWN),
      );
      yield {
        where: dataPlace(main, findEntry(main, TAG.REQUIRENAME)!, at, capability.length),
        expected: provided === undefined ? 'a feature that rpm has' : `${capability} = ${provided}`,
        found: required,
        rpmSays: `${required} is needed by ${displayText(formatNevra(pkg.nevra))}`,
      };
    }
  },
  message: ({ found }) => `the package requires ${found}, which no rpm from 4.18 to 6.1 provides`,
  examples: {
    fires: ['rpmlib-unknown', 'rpmlib-too-new'],
    silent: ['plain-zstd', 'plain-lzma', 'format-v6'],
  },
});

/** As rpmdsCompare, for a feature of just one version; where one has no release, none counts. */
function isMet(feature: string, flags: number, version: string): boolean {
  // As nearly all are: rpmbuild requires what it provides.
  if (version === feature && (flags & EQUAL) !== 0) return true;
  const wanted = parseEvr(version);
  if ((flags & COMPARISONS) === 0 || wanted === undefined) return true;
  const provided = parseEvr(feature)!;
  const release = wanted.release === undefined ? undefined : provided.release;
  const order = compareEvr({ ...provided, release }, wanted);
  const wants = order === 0 ? EQUAL : order < 0 ? LESS : GREATER;
  return (flags & wants) !== 0;
}
