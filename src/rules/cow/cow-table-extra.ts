import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowTableExtra = rule({
  id: 'cow-table-extra',
  needs: 'extents',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The digest table has records that serve no file of the package.',
    why:
      'Nothing looks them up, so nothing breaks. Whoever wrote them had another package in mind, ' +
      'or wanted to carry something along.',
    fix: 'Transcode the package again, or find out who changed the file.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-table-extra'),
  message: ({ expected, found }) => `besides ${expected} the digest table has ${found}`,
  examples: { fires: ['extents-record-extra'], silent: ['plain'] },
});
