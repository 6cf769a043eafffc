import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowExtentOverlap = rule({
  id: 'cow-extent-overlap',
  needs: 'extents',
  severity: { transcode: 'none', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Two contents of the extents file share bytes.',
    why:
      'Each file may be right all the same, if one content is the beginning of another. No ' +
      'transcoder stores them so; more often one of the two is wrong.',
    fix: 'Throw the file away and download or transcode the package again.',
    sources: ['rpm2extents of the Copy-on-Write patches of rpm'],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-extent-overlap'),
  message: ({ where, expected, found }) =>
    `${where.path} has ${found}, but ${expected.replace('nothing before ', '')}`,
  examples: { fires: ['extents-overlap'], silent: ['plain'] },
});
