import { leadRefusal } from '../../../native-free-parsers/lead.ts';
import { rule } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

export const leadSignatureType = rule({
  id: 'lead-signature-type',
  needs: 'lead',
  among: 'odd-lead',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '4.20', install: 'error', what: 'a signature type other than 5 is refused' },
  ],
  doc: {
    what: 'The lead says that something else than a signature header follows.',
    why:
      'rpm up to 4.19 reads no further: "illegal signature type". The reference transcoder writes a ' +
      'new lead and so makes the package installable that stock rpm refuses.',
    fix: 'Write 5 (RPMSIGTYPE_HEADERSIG) into bytes 78 and 79.',
    sources: ['rpm docs/manual/format_lead.md', 'rpm 4.18 lib/rpmlead.c rpmLeadCheck'],
  },
  check: ({ lead }) => problemEvidence(leadRefusal(lead), 'lead-signature-type'),
  message: ({ found }) => `the lead announces signature type ${found}, not a signature header`,
  examples: { fires: ['lead-signature-type-0'], silent: ['plain'] },
});
