import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigEntryBad = rule({
  id: 'sig-entry-bad',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what:
      'An entry of the signature header is unusable: its offset, type, count or data is not what ' +
      'it can be.',
    why:
      'rpm checks every entry before it uses any, and reads no further: "signature tag[n]: BAD". ' +
      'Data has to be in the order of the index, without overlap, aligned for its type, ended by ' +
      'NULs where it is text, and clear of the region trailer.',
    fix:
      'Correct what the entry at this place says; the expected value tells which of the ' +
      'conditions it breaks.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobVerifyInfo'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-entry-bad'),
  message: ({ expected, found }) => `an entry of the signature header needs ${expected}: ${found}`,
  examples: { fires: ['signature-entry-overlap'], silent: ['signed', 'plain'] },
});
