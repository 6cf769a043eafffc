import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';

export const cowStoredNokey = rule({
  id: 'cow-stored-nokey',
  needs: 'extents',
  severity: { transcode: 'none', install: 'warning', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The verification that is stored in the extents file lacks the key of a signature.',
    why:
      'The package was transcoded before its key was imported, as dnf does with the first ' +
      'package of a repository. The stored text does not change when the key comes: dnf then ' +
      'asks for the key again and again, or refuses the package with gpgcheck, and versions of ' +
      'the patches that look at the stored result cannot install it at all.',
    fix:
      'Import the key (rpmkeys --import), remove the file from the cache and download the ' +
      'package again; import the keys of a repository before the first download.',
    sources: [
      'rpm commit 158c8b6bb of the Copy-on-Write patches (missing key)',
      'dnf/base.py (dnf 4), _sig_check_pkg',
    ],
  },
  *check({ extents: { sections } }) {
    if (sections === undefined) return;
    for (const { message } of sections.unchecked) {
      yield {
        where: { section: 'checksig', offset: sections.footer.checksig ?? sections.footer.start },
        expected: 'a signature that was checked',
        found: displayText(message.slice(0, 200)),
      };
    }
  },
  message: ({ found }) => `a signature could not be checked when the file was made: ${found}`,
  examples: { fires: ['extents-verdict-nokey'], silent: ['plain'] },
});
