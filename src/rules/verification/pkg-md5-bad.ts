import { rule } from '../rule.ts';
import { digestSource } from './digest-source.ts';
import { digestEvidence, refusedItems } from './item-evidence.ts';

export const pkgMd5Bad = rule({
  id: 'pkg-md5-bad',
  needs: 'headers',
  among: 'bad-digests',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '6.0', install: 'error', what: 'the MD5 of header and payload is verified' },
    { since: '6.0', install: 'warning', what: 'the MD5 is not looked at by default' },
  ],
  doc: {
    what: 'The MD5 in the signature header is not that of main header and payload.',
    why:
      'The oldest digest of the format still counts: plain rpm before 6.0 refuses the package, ' +
      'whatever the newer digests say. The reference transcoder records the failure, and a ' +
      'Copy-on-Write host installs the package all the same.',
    fix:
      'Make the MD5 (tag 1004, 16 bytes) of the main header from its magic and of all that ' +
      'follows, without the padding in front. Packages that need no rpm older than 4.14 may ' +
      'leave it out, as long as they have SHA-256 digests of header and payload.',
    sources: [
      'rpm docs/manual/format_v4.md, signature header',
      'rpm 4.18 lib/rpmvs.c rpmvfyitems, verifyDigest',
      'https://github.com/rpm-software-management/rpm/issues/1010',
    ],
  },
  *check(facts) {
    for (const item of refusedItems(facts, 'pkg-md5-bad')) {
      yield digestEvidence(item, digestSource(facts, item));
    }
  },
  message: () => 'the MD5 of main header and payload is wrong',
  examples: {
    fires: ['md5-wrong', 'md5-of-payload', 'payload-bit-flipped'],
    silent: ['payload-digest-alt-absent', 'plain'],
  },
});
