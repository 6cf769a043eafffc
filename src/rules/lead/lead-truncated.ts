import { LEAD_SIZE } from '../../../native-free-parsers/lead.ts';
import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const leadTruncated = rule({
  id: 'lead-truncated',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file ends before the 96 bytes of its lead are complete.',
    why: 'Nothing of the package is there. rpm reports "not an rpm package".',
    fix:
      'Fetch or build the package again. A file this short usually comes from a download that broke ' +
      'off or a disk that was full.',
    sources: ['rpm docs/manual/format_lead.md', 'rpm 4.18 lib/rpmlead.c rpmLeadRead'],
  },
  check: (facts) =>
    troubleEvidence(facts, 'lead-truncated').map(({ where, rpmSays }) => ({
      where: { ...where, offset: facts.size },
      expected: `${LEAD_SIZE} bytes of lead`,
      found: `a file of ${facts.size} bytes`,
      rpmSays: rpmSays!,
    })),
  message: ({ found }) => `the lead is not complete: ${found}`,
  examples: { fires: ['empty-file', 'lead-cut'], silent: ['plain'] },
});
