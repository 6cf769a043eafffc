import { leadRefusal } from '../../../native-free-parsers/lead.ts';
import { rule } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

export const leadVersion = rule({
  id: 'lead-version',
  needs: 'lead',
  among: 'odd-lead',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '4.20', install: 'error', what: 'a major version other than 3 and 4 is refused' },
  ],
  doc: {
    what: 'The lead has a major version other than 3 and 4.',
    why:
      'rpm up to 4.19 reads no further: "unsupported RPM package version". The reference transcoder ' +
      'writes a new lead and so makes the package installable that stock rpm refuses.',
    fix: 'Write 3 into byte 4 and 0 into byte 5; for the format of rpm 6, write 4 into byte 4.',
    sources: [
      'rpm docs/manual/format_lead.md',
      'rpm docs/manual/format_v6.md',
      'rpm 4.18 lib/rpmlead.c rpmLeadCheck',
    ],
  },
  check: ({ lead }) => problemEvidence(leadRefusal(lead), 'lead-version'),
  message: ({ found }) => `the lead says that the package has format version ${found}`,
  examples: { fires: ['lead-major-9'], silent: ['plain'] },
});
