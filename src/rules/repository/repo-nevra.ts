import { decodeUtf8 } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { shownWord } from '../../../native-free-parsers/repodata/shown.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

/** What createrepo_c writes for the architecture of source packages. */
const SOURCE = ['src', 'nosrc'];

export const repoNevra = rule({
  id: 'repo-nevra',
  needs: 'listed-headers',
  severity: { transcode: 'none', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The metadata names another package than the one that is in the file.',
    why:
      'dnf resolves dependencies by the metadata and then hands the file to rpm, which installs ' +
      'what is in it, or refuses the transaction. Deny lists go by the name in the file, and do ' +
      'not match what people see in the repository.',
    fix: 'Make the metadata anew with createrepo_c; then look how the file got there.',
    sources: ['createrepo_c src/xml_dump_primary.c, name, version, arch'],
  },
  *check({ listing, head, pkg }) {
    if (pkg === undefined) return;
    for (const [field, tag, found] of identityOf(pkg)) {
      const says = listing[field];
      if (says === found || (field === 'arch' && pkg.isSource && SOURCE.includes(says))) continue;
      yield {
        where: tagPlace(head.main, tag),
        expected: `${field} ${shownWord(says)}`,
        found: shownWord(found),
      };
    }
  },
  message: ({ expected, found }) => `the metadata says ${expected}, and the header ${found}`,
  examples: { fires: ['listed-as-another'], silent: ['listed'] },
});

function identityOf({ nevra }: RpmPackage) {
  const { name, epoch = 0, version, release, arch } = nevra;
  const text = (bytes: string) => decodeUtf8(bytes) ?? bytes;
  return [
    ['name', TAG.NAME, text(name)],
    ['epoch', TAG.EPOCH, `${epoch}`],
    ['version', TAG.VERSION, text(version)],
    ['release', TAG.RELEASE, text(release)],
    ['arch', TAG.ARCH, text(arch)],
  ] as const;
}
