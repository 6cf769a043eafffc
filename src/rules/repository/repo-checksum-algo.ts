import { digestOfChecksumType } from '../../../native-free-parsers/repodata/checksum-types.ts';
import { shownWord } from '../../../native-free-parsers/repodata/shown.ts';
import { rule } from '../rule.ts';
import { wholeFile } from './whole-file.ts';

export const repoChecksumAlgo = rule({
  id: 'repo-checksum-algo',
  needs: 'listing',
  severity: { transcode: 'error', install: 'error', spec: 'note' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The metadata has the checksum of the package in an algorithm that librepo has no name for.',
    why:
      'dnf cannot compare the file with it and does not take the package; a transcoder cannot ' +
      'record a digest whose name it does not know.',
    fix: 'Make the metadata with createrepo_c --checksum sha256.',
    sources: ['librepo/checksum.c lr_checksum_type', 'createrepo_c --checksum'],
  },
  *check(facts) {
    const { checksumType } = facts.listing;
    if (digestOfChecksumType(checksumType) !== undefined) return;
    yield {
      where: wholeFile(facts),
      expected: 'md5, sha, sha1, sha224, sha256, sha384 or sha512',
      found: shownWord(checksumType),
    };
  },
  message: ({ found }) =>
    `the checksum of the metadata is of type ${found}, which librepo does not know`,
  examples: { fires: ['listed-unknown-algorithm'], silent: ['listed', 'listed-sha1'] },
});
