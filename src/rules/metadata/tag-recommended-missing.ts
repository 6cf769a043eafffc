import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

/** What people, repositories and audits look for, in the order of the tags. */
const RECOMMENDED = [
  TAG.SUMMARY,
  TAG.DESCRIPTION,
  TAG.BUILDTIME,
  TAG.LICENSE,
  TAG.GROUP,
  TAG.PAYLOADFORMAT,
] as const;

export const tagRecommendedMissing = rule({
  id: 'tag-recommended-missing',
  needs: 'headers',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package lacks a tag that every package is to have, though rpm installs without it.',
    why:
      'rpm shows "(none)" for it, repository metadata has an empty element, license audits miss the ' +
      'package, and without BUILDTIME every rebuild of it looks equally old (1970).',
    fix:
      'Let the build tool write SUMMARY, DESCRIPTION, BUILDTIME, LICENSE, GROUP (rpmbuild writes ' +
      '"Unspecified" where the spec has none) and PAYLOADFORMAT, which is cpio.',
    sources: ['LSB Core 5.0, Package File Format, Package Information Tags'],
  },
  *check({ head: { main } }) {
    for (const tag of RECOMMENDED) {
      if (hasTag(main, tag)) continue;
      yield { where: tagPlace(main, tag), expected: tagName(tag), found: 'none' };
    }
  },
  message: ({ expected }) => `the main header has no ${expected}`,
  examples: { fires: ['summary-absent'], silent: ['plain', 'no-files'] },
});
