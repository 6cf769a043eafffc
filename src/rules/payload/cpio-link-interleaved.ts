import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioLinkInterleaved = rule({
  id: 'cpio-link-interleaved',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'Another regular file stands between the names of a hard-linked file in the archive.',
    why:
      'From the first name on rpm keeps the file open until the last name brings the content, ' +
      'and takes every regular file in between for one more name. The install succeeds with ' +
      'wrong content, and rpm -V is the first to notice. The reference transcoder drops the file ' +
      'in between, and a Copy-on-Write host fails or installs something else again.',
    fix:
      'Write all names of a hard-linked file one after the other, in the order of the header; ' +
      'directories and symlinks may stand between them.',
    sources: ['rpm 4.18 lib/fsm.c rpmPackageFilesInstall, fsmMkfile'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-link-interleaved'),
  message: ({ expected, found }) => `where rpm wants ${expected}, the archive has ${found}`,
  examples: {
    fires: ['links-interleaved', 'links-two-sets-interleaved'],
    silent: ['hard-links'],
  },
});
