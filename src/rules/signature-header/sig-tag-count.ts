import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigTagCount = rule({
  id: 'sig-tag-count',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The signature header says that it has more than 32 entries.',
    why:
      'rpm allows no more, so that a hostile file cannot make it read on: "signature hdr tags: ' +
      'BAD, no. of tags out of range". Either the count is wrong, or a signing tool adds an entry ' +
      'each time it runs.',
    fix:
      'Keep what is needed: digests, sizes and one signature of each kind. Signatures of files ' +
      'share one entry.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobRead'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-tag-count'),
  message: ({ expected, found }) =>
    `the signature header says that it has ${found} entries; rpm reads ${expected}`,
  examples: { fires: ['signature-too-many-tags'], silent: ['plain'] },
});
