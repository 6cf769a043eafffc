import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowExtentRange = rule({
  id: 'cow-extent-range',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A record of the digest table leads outside the contents of the extents file.',
    why:
      'The reflink plugin clones what it finds there: headers, the table itself, or nothing. The ' +
      'installed file is wrong, or the transaction fails. The last block of a content must lie ' +
      'in the file as a whole, too.',
    fix: 'Throw the file away and download or transcode the package again.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
      'ioctl_ficlonerange(2)',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-extent-range'),
  message: ({ where, expected, found }) => `${where.path} needs ${expected}, but there is ${found}`,
  examples: { fires: ['extents-offset-beyond'], silent: ['plain'] },
});
