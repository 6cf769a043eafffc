import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioLinkOrder = rule({
  id: 'cpio-link-order',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what:
      'The name that brings the content of a hard-linked file is not the last of its names in ' +
      'the archive.',
    why:
      'rpm takes the content from the last name in the header and expects it last in the ' +
      'archive. When it comes before, rpm installs the other names as empty files and says ' +
      'nothing. On a Copy-on-Write host the install fails.',
    fix:
      'Write the names of a hard-linked file in the order of the header, the content with the ' +
      'last.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext; lib/fsm.c fsmMkfile'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-link-order'),
  message: ({ expected, found }) => `where rpm wants ${expected}, the archive has ${found}`,
  examples: { fires: ['links-last-first'], silent: ['hard-links'] },
});
