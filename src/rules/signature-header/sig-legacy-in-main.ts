import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { mergeTrouble } from '../../package/merge-trouble.ts';
import { rule } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

export const sigLegacyInMain = rule({
  id: 'sig-legacy-in-main',
  needs: 'headers',
  among: 'unmergeable',
  severity: { transcode: 'note', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.15.1.3',
      before: '4.16',
      install: 'error',
      what: 'tags of the signature header are refused in the main header',
    },
    {
      since: '4.16.1.3',
      install: 'error',
      what: 'tags of the signature header are refused in the main header',
    },
  ],
  doc: {
    what: 'The main header has a tag that rpm takes from the signature header.',
    why:
      'rpm copies sizes, digests and signatures from the signature header into the main header when ' +
      'it loads a package. Where one of them is there already, it refuses the package: "invalid ' +
      'signature tag Archivesize (1046)". install4j and other builders in Java wrote ARCHIVESIZE ' +
      'into both headers.',
    fix:
      'Leave the tag out of the main header. The size of the uncompressed archive belongs into the ' +
      'signature header, as PAYLOADSIZE (1007).',
    sources: [
      'rpm 4.18 lib/package.c headerMergeLegacySigs',
      'https://github.com/rpm-software-management/rpm/issues/1635',
    ],
  },
  check: ({ head }) => problemEvidence(mergeTrouble(head), 'sig-legacy-in-main'),
  message: ({ where }) =>
    `${tagName(where.tag!)} (${where.tag}) stands in the main header, where rpm refuses it`,
  examples: { fires: ['archive-size-in-both-headers'], silent: ['plain'] },
});
