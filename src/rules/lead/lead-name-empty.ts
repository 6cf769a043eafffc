import { rule } from '../rule.ts';
import { LEAD_NAME } from './lead-name.ts';

export const leadNameEmpty = rule({
  id: 'lead-name-empty',
  needs: 'lead',
  among: 'odd-lead',
  severity: { transcode: 'warning', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The lead has no name.',
    why:
      'The deny list of the reference transcoder is searched for in this name only, so nobody can ' +
      'exempt the package from being transcoded.',
    fix: 'Write name-version-release into bytes 10 to 75, cut to 65 bytes, with NULs behind it.',
    sources: ['rpm docs/manual/format_lead.md', 'rpm2extents of the CoW patches, isInDenyList'],
  },
  *check({ lead }) {
    if (lead.name !== '') return;
    yield { where: LEAD_NAME, expected: 'name-version-release', found: 'an empty name' };
  },
  message: () => 'the lead does not name the package',
  examples: { fires: ['lead-name-empty'], silent: ['plain'] },
});
