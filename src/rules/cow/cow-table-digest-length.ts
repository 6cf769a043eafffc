import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowTableDigestLength = rule({
  id: 'cow-table-digest-length',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The digests in the table are not as long as the file digests of the package.',
    why:
      'The reflink plugin compares whole digests, as many bytes as the table says. None of the ' +
      'package is ever found: "reflink: digest not found".',
    fix: 'Throw the file away and download or transcode the package again.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-table-digest-length'),
  message: ({ expected, found }) =>
    `the digests of the table have ${found}, the package has ${expected}`,
  examples: { fires: ['extents-digests-short'], silent: ['plain'] },
});
