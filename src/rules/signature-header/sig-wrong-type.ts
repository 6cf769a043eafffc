import { mergeTrouble } from '../../package/merge-trouble.ts';
import { rule } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

export const sigWrongType = rule({
  id: 'sig-wrong-type',
  needs: 'headers',
  among: 'unmergeable',
  severity: { transcode: 'note', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.15.1.3',
      before: '4.16',
      install: 'error',
      what: 'types and counts of known signature tags are checked',
    },
    {
      since: '4.16.1.3',
      install: 'error',
      what: 'types and counts of known signature tags are checked',
    },
  ],
  doc: {
    what: 'A known tag of the signature header has another type or count than it should.',
    why:
      'rpm copies sizes, digests and signatures from the signature header into the main header and ' +
      'refuses the package where one of them is not what it must be: "invalid signature tag".',
    fix: 'Write the tag with the type and count that rpm has for it, or leave it out.',
    sources: ['rpm docs/manual/format_v4.md', 'rpm 4.18 lib/package.c headerMergeLegacySigs'],
  },
  check: ({ head }) => problemEvidence(mergeTrouble(head), 'sig-wrong-type'),
  message: ({ expected, found }) => `the signature header should have ${expected}, it has ${found}`,
  examples: { fires: ['signature-size-string'], silent: ['plain'] },
});
