import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { filePlace } from './file-place.ts';

/** Names of the first set that are shown. */
const SHOWN = 3;

export const fileHardlinkGroup = rule({
  id: 'file-hardlink-group',
  needs: 'files',
  among: 'hard-links',
  severity: { transcode: 'note', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Several files of the package are hard links of one file.',
    why:
      'Nothing is wrong with that: Fedora links identical files of a package since version 43. Yet a ' +
      'reflink plugin without the fix of 2022 links to the name that a file has in the end, while ' +
      'rpm since 4.17 unpacks under temporary names: "Unable to hard link". The plugin of the branch ' +
      'rpm-4.19.x-cow has the fix, that of the branch cow (2024) lost it again.',
    fix: 'Nothing in the package; make sure that the hosts have a plugin with the fix.',
    sources: [
      'https://fedoraproject.org/wiki/Changes/Hardlink_identical_files_in_packages_by_default',
      'plugins/reflink.c of the Copy-on-Write patches, reflink_fsm_file_install',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    const { files, hardLinkSets: sets } = fileList;
    if (sets.length === 0) return;
    const names = sets[0]!.slice(0, SHOWN).map((index) => displayText(files[index]!.path));
    if (sets[0]!.length > SHOWN) names.push('others');
    yield {
      where: filePlace(main, TAG.FILEINODES, files[sets[0]![0]!]!),
      expected: 'a plugin that links to temporary names',
      found: `${sets.length} hard-link ${sets.length === 1 ? 'set' : 'sets'} (${names.join(', ')})`,
    };
  },
  message: ({ found }) => `the package has ${found}`,
  examples: { fires: ['hard-links'], silent: ['plain', 'inode-on-two-devices'] },
});
