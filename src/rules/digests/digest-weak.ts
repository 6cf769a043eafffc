import { isWeakDigest } from '../../../native-free-parsers/digest-algorithms.ts';
import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { contentCarriers } from '../../package/content-keys.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const digestWeak = rule({
  id: 'digest-weak',
  needs: 'files',
  severity: { transcode: 'warning', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The file digests are MD5 or SHA-1.',
    why:
      'Contents with the same MD5 or SHA-1 can be made at will. The reference transcoder stores one ' +
      'content for each digest and never compares: the second file gets the content of the first, ' +
      'and rpm -V finds nothing wrong. rpmcow compares contents. Hosts in FIPS mode have no MD5 at ' +
      'all: packages with such digests do not install there.',
    fix:
      'Build with SHA-256: %_binary_filedigest_algorithm 8 for rpmbuild, --rpm-digest sha256 for ' +
      'fpm. rpmbuild on RHEL 5 and older, and fpm by default, use MD5.',
    sources: [
      'tools/rpm2extents.c of the Copy-on-Write patches, process_package (digestSet)',
      'rpm docs/manual/format_v6.md',
      'https://github.com/hashicorp/consul/issues/11943',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    const { name } = fileList.digestAlgorithm;
    if (!isWeakDigest(name) || fileList.files.length === 0) return;
    if (fileList.files[0]!.digest === undefined || contentCarriers(fileList).length === 0) return;
    const said = hasTag(main, TAG.FILEDIGESTALGO);
    yield {
      where: tagPlace(main, said ? TAG.FILEDIGESTALGO : TAG.FILEDIGESTS),
      expected: 'SHA256 or stronger',
      found: name,
    };
  },
  message: ({ found }) => `the file digests are ${found}, which does not tell contents apart`,
  examples: {
    fires: ['digests-md5', 'digests-sha1'],
    silent: ['digests-sha224', 'digests-sha512', 'plain'],
  },
});
