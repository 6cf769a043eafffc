import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { rule } from '../rule.ts';

export const leadReserved = rule({
  id: 'lead-reserved',
  needs: 'lead',
  among: 'odd-lead',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The last 16 bytes of the lead, which are reserved, are not zero.',
    why:
      'No version of rpm looks at them, and no digest or signature covers them. The reference ' +
      'transcoder writes zeros instead.',
    fix: 'Fill bytes 80 to 95 with zeros: a buffer was probably written without being cleared.',
    sources: ['rpm docs/manual/format_lead.md'],
  },
  *check({ lead: { reserved } }) {
    if (reserved.every((byte) => byte === 0)) return;
    const where = { section: 'lead', offset: 80, length: 16 } as const;
    yield { where, expected: '16 zeros', found: toHex(reserved) };
  },
  message: ({ found }) => `the reserved bytes of the lead are ${found}`,
  examples: { fires: ['lead-reserved-set'], silent: ['plain'] },
});
