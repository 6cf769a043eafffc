import { SIGTAG } from '../../../native-free-parsers/header/tags.ts';
import { headerDigestSource } from '../../package/header-digest-candidates.ts';
import { rule } from '../rule.ts';
import { digestEvidence, refusedItems } from './item-evidence.ts';

export const pkgHeaderDigestBad = rule({
  id: 'pkg-header-digest-bad',
  needs: 'headers',
  among: 'bad-digests',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A digest of the main header in the signature header is not that of the main header.',
    why:
      'rpm compares it before it believes anything in the header, and does not even query the ' +
      'package. Either the header was changed after the digest was made, or the builder digests ' +
      'other bytes than rpm. No transcoder can help.',
    fix:
      'Digest the main header from its magic to the end of its data, after the last change to ' +
      'it, and write 40 (SHA-1, tag 269) or 64 (SHA-256, tag 273) hexadecimal digits. Whoever ' +
      'edits a finished package has to make digests and signatures anew, best by building it again.',
    sources: [
      'rpm docs/manual/format_v4.md, signature header',
      'rpm 4.18 lib/rpmvs.c rpmsinfoInit, verifyDigest',
      'https://github.com/nebula-plugins/gradle-ospackage-plugin/issues/420',
    ],
  },
  *check(facts) {
    for (const item of refusedItems(facts, 'pkg-header-digest-bad')) {
      const algorithm = item.tag === SIGTAG.SHA1 ? 'SHA1' : 'SHA256';
      const { claimed } = item;
      const source =
        claimed === undefined ? undefined : headerDigestSource(facts.head, algorithm, claimed);
      yield digestEvidence(item, source);
    }
  },
  message: ({ where }) =>
    `the ${where.tag === SIGTAG.SHA1 ? 'SHA-1' : 'SHA-256'} of the main header is wrong`,
  examples: {
    fires: ['header-digest-wrong', 'header-sha1-wrong', 'header-sha256-not-hex'],
    silent: ['format-v6', 'plain'],
  },
});
