import { shownWord } from '../../../native-free-parsers/repodata/shown.ts';
import { rule } from '../rule.ts';
import { wholeFile } from './whole-file.ts';

export const repoChecksum = rule({
  id: 'repo-checksum',
  needs: 'listed-file',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file has another checksum than the metadata of its repository says.',
    why:
      'dnf downloads the package, computes its checksum and refuses it, with or without ' +
      'Copy-on-Write. Mostly the package was replaced, signed or cut off after the metadata had ' +
      'been made, or a server sends an error page in its place.',
    fix: 'Make the metadata anew (createrepo_c --update), or restore the file that it describes.',
    sources: [
      'createrepo_c src/xml_dump_primary.c, checksum',
      'librepo/downloader.c check_finished_transfer_checksum',
      'https://github.com/dotnet/core/issues/3867',
    ],
  },
  *check(facts) {
    const { checksumType, checksum } = facts.listing;
    if (checksum === facts.listedDigest) return;
    yield {
      where: wholeFile(facts),
      expected: `${shownWord(checksumType)} ${shownWord(checksum)}`,
      found: facts.listedDigest,
    };
  },
  message: ({ expected, found }) => `the metadata says ${expected}, and the file has ${found}`,
  examples: { fires: ['listed-checksum-wrong'], silent: ['listed', 'listed-sha1'] },
});
