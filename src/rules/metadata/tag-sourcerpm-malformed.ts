import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString } from '../../../native-free-parsers/header/values.ts';
import { dataPlace } from '../places.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';

/** Name, version and release, each of them something, and the suffix of a source package. */
const SOURCE_RPM = /^[^/]+-[^-/]+-[^-/]+\.(?:no)?src\.rpm$/;

export const tagSourcerpmMalformed = rule({
  id: 'tag-sourcerpm-malformed',
  needs: 'headers',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'SOURCERPM is not the file name of a source package.',
    why:
      'Tools that group packages by their source split this name into its parts: createrepo_c, ' +
      'mergerepo_c, dnf and update advisories. They skip the package or group it wrongly; ' +
      'createrepo_c once crashed on it.',
    fix:
      'Write name-version-release.src.rpm, as if a source package existed. Do not write "(none)" or ' +
      'a path, and do not leave the tag out: rpm tells binary packages from source packages by it.',
    sources: [
      'LSB Core 5.0, Package File Format, Package Information Tags',
      'https://github.com/rpm-software-management/createrepo_c/pull/77',
    ],
  },
  *check({ head: { main } }) {
    const name = getString(main, TAG.SOURCERPM);
    if (name === undefined || SOURCE_RPM.test(name)) return;
    const where = dataPlace(main, findEntry(main, TAG.SOURCERPM)!);
    yield { where, expected: 'name-version-release.src.rpm', found: quoted(name) };
  },
  message: ({ found }) => `SOURCERPM is ${found}, which is no file name of a source package`,
  examples: { fires: ['sourcerpm-none', 'sourcerpm-path'], silent: ['plain', 'sourcerpm-nosrc'] },
});
