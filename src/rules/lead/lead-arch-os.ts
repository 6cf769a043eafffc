import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString, getUint32 } from '../../../native-free-parsers/header/values.ts';
import { type Evidence, rule } from '../rule.ts';
import { architectureNumber, isNoNumber, osNumber } from './lead-numbers.ts';

export const leadArchOs = rule({
  id: 'lead-arch-os',
  needs: 'headers',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The numbers of architecture or system in the lead are not those of the main header.',
    why:
      'rpm goes by the tags ARCH and OS; only file(1) and the like show what the lead says. The ' +
      'format of rpm 6 asks for zeros. The reference transcoder writes the numbers anew.',
    fix:
      'Write the number that rpm has for the architecture into bytes 8 and 9 and that of the system ' +
      '(1 for Linux) into bytes 76 and 77, or 0 into both.',
    sources: [
      'rpm docs/manual/format_lead.md',
      'rpm docs/manual/format_v6.md',
      'rpm 4.18 rpmrc.in (arch_canon, os_canon)',
    ],
  },
  *check({ lead, head: { main } }) {
    const isV6 = (getUint32(main, TAG.RPMFORMAT) ?? 0) >= 6;
    const architecture = getString(main, TAG.ARCH) ?? '';
    const os = getString(main, TAG.OS) ?? '';
    if (isV6) {
      if (lead.archnum !== 0) yield evidence(8, lead.archnum, 0, 'the format of rpm 6');
      if (lead.osnum !== 0) yield evidence(76, lead.osnum, 0, 'the format of rpm 6');
      return;
    }
    const wanted = architectureNumber(architecture);
    if (wanted !== undefined && lead.archnum !== wanted && !isNoNumber(lead.archnum)) {
      yield evidence(8, lead.archnum, wanted, displayText(architecture));
    }
    const wantedOs = osNumber(os);
    if (wantedOs !== undefined && lead.osnum !== wantedOs && !isNoNumber(lead.osnum)) {
      yield evidence(76, lead.osnum, wantedOs, displayText(os));
    }
  },
  message: ({ where, expected, found }) =>
    `the lead has ${where.offset === 8 ? 'architecture' : 'system'} number ${found}, not ${expected}`,
  examples: {
    fires: ['lead-arch-ia64', 'lead-v6-numbers'],
    silent: ['for-x86-64', 'plain'],
  },
});

function evidence(offset: number, found: number, wanted: number, whose: string): Evidence {
  return {
    where: { section: 'lead', offset, length: 2 },
    expected: `${wanted}, as of ${whose}`,
    found: `${found}`,
  };
}
