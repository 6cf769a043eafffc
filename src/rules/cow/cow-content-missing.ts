import { rule } from '../rule.ts';
import { proofEvidence } from './extents-evidence.ts';

export const cowContentMissing = rule({
  id: 'cow-content-missing',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The digest table lacks the content of a file.',
    why:
      'The reflink plugin looks up every regular file by its digest, in the middle of the ' +
      'transaction: "reflink: digest not found". Files that were installed before stay. This is ' +
      'what the reference transcoder makes of an archive that it cannot read to its end, while ' +
      'it reports success.',
    fix:
      'Throw the file away and check the package that it was made of: it may be one that plain ' +
      'rpm refuses as well.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_fsm_file_install, find',
    ],
  },
  check: ({ extents }) => proofEvidence(extents, 'cow-content-missing'),
  message: ({ where, expected }) =>
    `${where.path} cannot be installed: the table has no ${expected.replace('a record', 'record')}`,
  examples: { fires: ['extents-record-missing'], silent: ['plain'] },
});
