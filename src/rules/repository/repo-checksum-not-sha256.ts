import { digestOfChecksumType } from '../../../native-free-parsers/repodata/checksum-types.ts';
import { shownWord } from '../../../native-free-parsers/repodata/shown.ts';
import { rule } from '../rule.ts';
import { wholeFile } from './whole-file.ts';

export const repoChecksumNotSha256 = rule({
  id: 'repo-checksum-not-sha256',
  needs: 'listing',
  severity: { transcode: 'note', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The metadata has the checksum of the package in another algorithm than SHA-256.',
    why:
      'On a Copy-on-Write host librepo does not hash the extents file: it looks up the digest ' +
      'that the transcoder recorded, and finds none where the transcoder was told SHA256 only, as ' +
      'it mostly is. Then the package is refused. MD5 and SHA-1 cannot be computed on FIPS hosts.',
    fix:
      'Make the metadata with createrepo_c --checksum sha256; or name the algorithm to the ' +
      'transcoder too (LIBREPO_TRANSCODE_RPMS="/usr/bin/rpm2extents SHA256 SHA1").',
    sources: [
      'librepo with Copy-on-Write patches: librepo/checksum.c lr_checksum_cow_fd',
      'createrepo_c --checksum',
    ],
  },
  *check(facts) {
    const { checksumType } = facts.listing;
    const algorithm = digestOfChecksumType(checksumType);
    if (algorithm === undefined || algorithm === 'SHA256') return;
    const found = shownWord(checksumType);
    yield { where: wholeFile(facts), expected: 'sha256', found: `${found} (${algorithm})` };
  },
  message: ({ found }) => `the transcoder must be told to compute the metadata's ${found} too`,
  examples: { fires: ['listed-sha1'], silent: ['listed'] },
});
