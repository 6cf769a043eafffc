import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowPaddingNonzero = rule({
  id: 'cow-padding-nonzero',
  needs: 'extents',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The padding of the extents file is not zero.',
    why:
      'Clones are cut to the size of the file, so the bytes are never seen in an installed file. ' +
      'They are covered by nothing: a place to hide something, or the mark of a damaged file.',
    fix: 'Transcode the package again, or find out who changed the file.',
    sources: ['rpm2extents of the Copy-on-Write patches of rpm'],
  },
  check: ({ extents }) =>
    extents.proof?.some(({ rule }) => MISPLACED.has(rule))
      ? []
      : proofEvidence(extents, 'cow-padding-nonzero'),
  message: ({ where }) => `the padding at offset ${where.offset} has bytes that are not zero`,
  examples: { fires: ['extents-padding-dirty'], silent: ['plain'] },
});

/** Where a content is not found, its bytes lie where padding is expected. */
const MISPLACED: ReadonlySet<string> = new Set([
  'cow-content-missing',
  'cow-extent-range',
  'cow-extent-overlap',
]);
