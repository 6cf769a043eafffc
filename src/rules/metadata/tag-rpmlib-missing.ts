import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { usedFeatures } from './rpmlib-features.ts';
import { rpmlibRequirements } from './rpmlib-requirements.ts';

export const tagRpmlibMissing = rule({
  id: 'tag-rpmlib-missing',
  needs: 'files',
  severity: { transcode: 'none', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package uses a feature of rpm without requiring it.',
    why:
      'Requirements such as rpmlib(PayloadIsZstd) make an rpm that lacks the feature refuse the ' +
      'package with a clear message. Without it such an rpm goes ahead and fails in the middle of ' +
      'unpacking, or installs something else. An rpm that has the feature never looks.',
    fix:
      'Let the build tool add the requirement, with the flags RPMSENSE_RPMLIB, LESS and EQUAL ' +
      '(0x100000a) and the version that is expected here.',
    sources: [
      'rpm 4.18 build/reqprov.c rpmlibNeedsFeature, and its callers',
      'rpm 4.18 lib/rpmds.c rpmlibProvides',
    ],
  },
  *check({ head: { main }, pkg }) {
    if (pkg.isSource) return;
    const required = new Set(rpmlibRequirements(main).map(({ capability }) => capability));
    for (const { capability, evr, tag } of usedFeatures(main, required)) {
      const where = entryPlace(main, findEntry(main, tag)!);
      yield { where, expected: `the requirement ${capability} <= ${evr}`, found: 'none' };
    }
  },
  message: ({ where, expected }) =>
    `the package lacks ${expected}, which its ${tagName(where.tag!)} calls for`,
  examples: { fires: ['rpmlib-absent', 'long-sizes'], silent: ['plain-zstd', 'format-v6'] },
});
