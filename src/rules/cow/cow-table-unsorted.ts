import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowTableUnsorted = rule({
  id: 'cow-table-unsorted',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The digest table of the extents file is not sorted, or has a digest twice.',
    why:
      'The reflink plugin searches the table by halves. In a table that is not sorted it does ' +
      'not find a content that is there, and the transaction fails: "reflink: digest not found".',
    fix: 'Throw the file away and download or transcode the package again.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-table-unsorted'),
  message: ({ where }) =>
    `the digest table at offset ${where.offset} does not rise from record to record`,
  examples: { fires: ['extents-table-unsorted'], silent: ['plain'] },
});
