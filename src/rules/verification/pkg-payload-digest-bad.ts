import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { digestSource } from './digest-source.ts';
import { digestEvidence, itemLine, refusedItems } from './item-evidence.ts';

export const pkgPayloadDigestBad = rule({
  id: 'pkg-payload-digest-bad',
  needs: 'headers',
  among: 'bad-digests',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: "The payload digest in the main header is not the payload's.",
    why:
      'The payload was damaged or cut off on its way, or the builder digests other bytes than ' +
      'rpm. Plain rpm (4.14 and later) refuses the package. The reference transcoder records ' +
      'the failure, and a Copy-on-Write host installs the package all the same: what plain rpm ' +
      'keeps out gets in.',
    fix:
      'If the package was downloaded, download it again and compare it with the repository. If ' +
      'it was built like this: PAYLOADDIGEST (5092) is the SHA-256 of the payload as it is ' +
      'stored, compressed, from the end of the main header to the end of the file; the digest ' +
      'of the uncompressed archive belongs into PAYLOADDIGESTALT (5097).',
    sources: [
      'rpm docs/manual/format_v4.md, payload digests',
      'rpm 4.18 lib/rpmvs.c verifyDigest, getAlt',
      'https://github.com/google/rpmpack/issues/60',
    ],
  },
  *check(facts) {
    const items = [...refusedItems(facts, 'pkg-payload-digest-bad')];
    // The alternative is of the archive. That it is not of the payload either says nothing.
    const item = items.find(({ tag }) => tag === TAG.PAYLOADDIGEST) ?? items[0];
    if (item === undefined) return;
    yield { ...digestEvidence(item, digestSource(facts, item)), rpmSays: itemLine(items[0]!) };
  },
  message: ({ found }) => {
    const [, source] = found.split(', which is ');
    return source === undefined
      ? 'the payload digest is wrong'
      : `the payload digest is ${source}, not of the payload`;
  },
  examples: {
    fires: ['payload-digest-wrong', 'payload-digest-of-archive', 'payload-bit-flipped'],
    silent: ['payload-digest-alt-absent', 'plain'],
  },
});
