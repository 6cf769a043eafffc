import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const tagRpmversionMissing = rule({
  id: 'tag-rpmversion-missing',
  needs: 'headers',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package does not say which version of which tool built it.',
    why:
      'Nothing reads RPMVERSION to install a package. But whoever hunts a defect through a ' +
      'repository can only guess which builder to report it to.',
    fix: 'Let the build tool write its name and version into RPMVERSION, as rpmbuild and rpm-rs do.',
    sources: ['LSB Core 5.0, Package File Format, Package Information Tags'],
  },
  *check({ head: { main } }) {
    if (hasTag(main, TAG.RPMVERSION)) return;
    yield { where: tagPlace(main, TAG.RPMVERSION), expected: 'RPMVERSION', found: 'none' };
  },
  message: () => 'the main header has no RPMVERSION, so nothing names the tool that built it',
  examples: { fires: ['rpmversion-absent'], silent: ['plain'] },
});
