import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowSectionGap = rule({
  id: 'cow-section-gap',
  needs: 'extents',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'There is a gap between two sections of the extents file.',
    why:
      'Every section is found by its own offset, so nothing breaks. No transcoder leaves gaps: ' +
      'the file was changed, or written by something else.',
    fix: 'Transcode the package again, or find out who changed the file.',
    sources: ['rpm2extents of the Copy-on-Write patches of rpm'],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-section-gap'),
  message: ({ where, expected, found }) =>
    `at ${where.offset}, where ${expected} should follow, there is ${found}`,
  examples: { fires: ['extents-gap'], silent: ['plain'] },
});
