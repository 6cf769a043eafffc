import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowExtentAlignment = rule({
  id: 'cow-extent-alignment',
  needs: 'extents',
  severity: { transcode: 'none', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A content does not start on a block.',
    why:
      'Only whole blocks can be cloned. rpm falls back to copying, with a warning for every ' +
      'file: all of the time is spent that Copy-on-Write was to save.',
    fix: 'Transcode the package again; contents are aligned to the page size of the host.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
      'ioctl_ficlonerange(2)',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-extent-alignment'),
  message: ({ where, found }) => `${where.path} starts at ${found}, which is no multiple of 4096`,
  examples: { fires: ['extents-unaligned'], silent: ['plain'] },
});
