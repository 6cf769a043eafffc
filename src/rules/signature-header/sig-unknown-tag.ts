import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { getUint32 } from '../../../native-free-parsers/header/values.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { isSignatureTag, tagWords } from './tag-words.ts';

export const sigUnknownTag = rule({
  id: 'sig-unknown-tag',
  needs: 'signature',
  among: 'odd-signature-entries',
  severity: { transcode: 'note', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The signature header has a tag that its format does not know.',
    why:
      'rpm ignores it. Programs that rebuild the signature header drop it, and the block-aligned ' +
      'payloads proposed for rpm (pull request #4294) are not for packages with such tags. rpm5 wrote ' +
      'its padding as tag 1073741823. In the format of rpm 6 all tags above 999 are unknown.',
    fix:
      'Leave the entry out, or keep what it says in the main header. Signatures of files and of ' +
      'the package have tags of their own.',
    sources: [
      'rpm docs/manual/format_v4.md',
      'rpm docs/manual/format_v6.md',
      'https://github.com/rpm-software-management/rpm/pull/4294',
    ],
  },
  *check({ signature, head }) {
    const format = head === undefined ? 4 : (getUint32(head.main, TAG.RPMFORMAT) ?? 4);
    for (const [position, { tag }] of signature.entries.entries()) {
      if (isSignatureTag(tag) && (format < 6 || tag <= SIGTAG.RESERVED)) continue;
      yield {
        where: entryPlace(signature, position),
        expected: `a tag of format v${format} packages`,
        found: tagWords(tag),
      };
    }
  },
  message: ({ found }) => `the signature header has ${found}, which its format does not know`,
  examples: { fires: ['signature-unknown-tag'], silent: ['plain'] },
});
