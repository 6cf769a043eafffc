import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowContentMismatch = rule({
  id: 'cow-content-mismatch',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A content of the extents file is not what the package header promises.',
    why:
      'A Copy-on-Write host checks no digest when it installs: the wrong content is cloned into ' +
      'the file, and rpm -V is the first to notice. This is the one defect that turns into a ' +
      'silently damaged or forged system.',
    fix:
      'Do not install it. Throw the file away, download the package again from a place that you ' +
      'trust, and look for who or what changed the file: memory, disk, or somebody.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
      'rpm lib/fsm.c of the same patches: no digest is computed for cloned contents',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-content-mismatch'),
  message: ({ where, expected, found }) =>
    `${where.path}: the header promises ${expected}, but what lies there has ${found}`,
  examples: { fires: ['extents-content-changed'], silent: ['plain'] },
});
