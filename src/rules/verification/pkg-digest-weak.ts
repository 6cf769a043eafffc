import { type Header, hasTag } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

const HEADER_DIGESTS = [SIGTAG.SHA256, SIGTAG.SHA3_256];
const PAYLOAD_DIGESTS = [TAG.PAYLOADDIGEST, TAG.PAYLOADSHA512, TAG.PAYLOADSHA3_256];

export const pkgDigestWeak = rule({
  id: 'pkg-digest-weak',
  needs: 'headers',
  severity: { transcode: 'none', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '6.0', install: 'warning', what: 'MD5 and SHA-1 count; in FIPS mode they may not' },
    { since: '6.0', install: 'error', what: 'MD5 and SHA-1 do not count by default: no digest' },
  ],
  doc: {
    what: 'Only MD5 or SHA-1 covers the main header or the payload.',
    why:
      'Both can be forged, and both are on their way out: rpm 6 leaves them aside by default ' +
      'and refuses the package for lack of a digest, and a host in FIPS mode may have no MD5 at ' +
      'all.',
    fix:
      'Build the package with rpmbuild 4.14 or later, or with a tool that writes SHA-256 digests ' +
      'of the main header (tag 273) and of the payload (PAYLOADDIGEST, 5092).',
    sources: [
      'rpm 6.0 macros.in %_pkgverify_flags, %_pkgverify_level',
      'rpm 6.0 include/rpm/rpmts.h RPMVSF_NOMD5, RPMVSF_NOSHA1HEADER',
      'https://github.com/rpm-software-management/rpm/issues/4067',
    ],
  },
  *check({ head: { signature, main } }) {
    const has = (header: Header, tags: readonly number[]) =>
      tags.some((tag) => hasTag(header, tag));
    const hasMd5 = hasTag(signature, SIGTAG.MD5);
    if (!has(signature, HEADER_DIGESTS) && (hasMd5 || hasTag(signature, SIGTAG.SHA1))) {
      const sha1 = hasTag(signature, SIGTAG.SHA1);
      yield {
        where: tagPlace(signature, sha1 ? SIGTAG.SHA1 : SIGTAG.MD5),
        expected: 'a SHA-256 digest of the main header',
        found: sha1 ? 'SHA-1' : 'MD5',
      };
    }
    if (!has(main, PAYLOAD_DIGESTS) && hasMd5) {
      yield {
        where: tagPlace(signature, SIGTAG.MD5),
        expected: 'a SHA-256 digest of the payload',
        found: 'MD5',
      };
    }
  },
  message: ({ expected, found }) =>
    `${found} is the best digest of ${expected.includes('payload') ? 'the payload' : 'the main header'}`,
  examples: {
    fires: ['only-old-digests', 'only-md5'],
    silent: ['payload-digest-alt-absent', 'format-v6', 'plain'],
  },
});
