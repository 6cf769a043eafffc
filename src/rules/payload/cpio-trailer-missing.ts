import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioTrailerMissing = rule({
  id: 'cpio-trailer-missing',
  needs: 'payload',
  severity: { transcode: 'note', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The archive ends without its trailer.',
    why:
      'rpm knows that an archive is complete by a last member called TRAILER!!! and refuses one ' +
      'without it: it could have been cut off. The reference transcoder does not mind, so that a ' +
      'Copy-on-Write host installs what no other host does.',
    fix:
      'Write the trailer: a member with the name TRAILER!!! and size 0 (file number -1 in ' +
      '07070X).',
    sources: ['rpm 4.18 lib/cpio.c rpmcpioHeaderRead', 'cpio(5), New ASCII Format'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-trailer-missing'),
  message: ({ where }) => `the archive ends after ${where.offset} bytes without a trailer`,
  examples: { fires: ['trailer-removed'], silent: ['plain', 'padded-to-512'] },
});
