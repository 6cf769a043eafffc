import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioGhostStripped = rule({
  id: 'cpio-ghost-stripped',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A stripped archive (07070X) has a member for a %ghost file.',
    why:
      'Members of a stripped archive do not say how long they are; rpm takes the size from the ' +
      'header, and for a %ghost file it takes none. What follows is read at the wrong place.',
    fix: 'Leave %ghost files out of the archive.',
    sources: ['rpm 4.18 lib/rpmfi.c iterReadArchiveNext; lib/fsm.c rpmPackageFilesInstall'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-ghost-stripped'),
  message: ({ found }) => `the stripped archive has a member for ${found}, which is %ghost`,
  examples: { fires: ['ghost-in-stripped-archive'], silent: ['only-ghosts'] },
});
