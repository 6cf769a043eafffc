import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { nevraOf } from '../../package/rpm-package.ts';
import { rule } from '../rule.ts';
import { isLeadName, LEAD_NAME } from './lead-name.ts';

export const leadNameMismatch = rule({
  id: 'lead-name-mismatch',
  needs: 'headers',
  severity: { transcode: 'warning', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The name in the lead is not the name, version and release of the main header.',
    why:
      'The deny list of the reference transcoder, which names packages that must not be transcoded, ' +
      'is searched for in this name only. An administrator who lists the package by its real name ' +
      'does not reach it, or reaches another. file(1) shows the wrong name, too.',
    fix:
      'Write name-version-release into bytes 10 to 75, cut to 65 bytes, with NULs behind it. Where ' +
      'that cannot be changed, list a part of the name that the lead has.',
    sources: [
      'rpm docs/manual/format_lead.md',
      'LSB 5.0 Core, Package File Format, Lead Section',
      'rpm2extents of the CoW patches, isInDenyList',
    ],
  },
  *check({ lead, head, pkg }) {
    const nevra = pkg?.nevra ?? nevraOf(head.main);
    const { name, version, release } = nevra;
    if (lead.name === '' || name === '' || version === '' || release === '') return;
    if (isLeadName(lead, nevra)) return;
    const expected = displayText(`${name}-${version}-${release}`);
    yield { where: LEAD_NAME, expected, found: displayText(lead.name) };
  },
  message: ({ expected, found }) => `the lead names the package "${found}", it is "${expected}"`,
  examples: {
    fires: ['lead-name-all'],
    silent: ['lead-name-cut', 'lead-name-with-epoch', 'plain'],
  },
});
