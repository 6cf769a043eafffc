import { rule } from '../rule.ts';

const NAMES = ['0, a binary package', '1, a source package'] as const;

export const leadType = rule({
  id: 'lead-type',
  needs: 'lead',
  among: 'odd-lead',
  severity: { transcode: 'note', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The type in the lead is not that of the package.',
    why:
      'rpm itself goes by the tags SOURCEPACKAGE and SOURCERPM of the main header, but file(1) and ' +
      'other tools go by the lead: they take a binary package for a source package or the other way ' +
      'round. The reference transcoder corrects the lead, so its output differs from the package ' +
      'there.',
    fix: 'Write 0 for a binary and 1 for a source package into bytes 6 and 7.',
    sources: [
      'rpm docs/manual/format_lead.md',
      'LSB 5.0 Core, Package File Format, Lead Section',
      'rpm 4.18 lib/headerutil.c headerIsSource',
    ],
  },
  *check({ lead: { type }, pkg }) {
    const known = pkg === undefined ? undefined : NAMES[pkg.isSource ? 1 : 0];
    if (NAMES[type] !== undefined && (known === undefined || known === NAMES[type])) return;
    yield {
      where: { section: 'lead', offset: 6, length: 2 },
      expected: known ?? NAMES.join(' or '),
      found: NAMES[type] ?? `${type}`,
    };
  },
  message: ({ expected, found }) => `the lead has type ${found}; it should have ${expected}`,
  examples: { fires: ['lead-type-source', 'lead-type-7'], silent: ['plain'] },
});
