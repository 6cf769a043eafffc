import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';
import { LEAD_NAME } from './lead-name.ts';

export const leadNameNotTerminated = rule({
  id: 'lead-name-not-terminated',
  needs: 'lead',
  among: 'odd-lead',
  severity: { transcode: 'warning', install: 'none', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The name in the lead fills all of its 66 bytes, without a NUL at the end.',
    why:
      'Programs that expect a C string read past the field, into the OS number behind it. The ' +
      'reference transcoder is one of them: it searches the name for the items of its deny list.',
    fix: 'Cut the name to 65 bytes and fill the rest of the field with NULs, as rpmbuild does.',
    sources: ['rpm docs/manual/format_lead.md', 'rpm2extents of the CoW patches, isInDenyList'],
  },
  *check({ lead }) {
    if (lead.nameTerminated) return;
    yield { where: LEAD_NAME, expected: 'a NUL', found: displayText(lead.name) };
  },
  message: ({ found }) => `the name in the lead, "${found}", has no NUL at its end`,
  examples: { fires: ['lead-name-without-nul'], silent: ['lead-name-cut', 'plain'] },
});
