import { rule } from '../rule.ts';
import { refusalEvidence } from './archive-evidence.ts';

export const cpioField = rule({
  id: 'cpio-field',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A member header of the archive has a number that rpm cannot use.',
    why:
      'rpm needs the file size and the name size as eight hexadecimal digits, and a name of at ' +
      'most 4096 bytes. It gives up on the archive otherwise; the reference transcoder reports ' +
      'success for what came before.',
    fix: 'Write each field as eight hexadecimal digits, filled up with zeros on the left.',
    sources: ['rpm 4.18 lib/cpio.c rpmcpioHeaderRead', 'cpio(5), New ASCII Format'],
  },
  check: (facts) => refusalEvidence(facts, 'cpio-field'),
  message: ({ expected, found }) => `a member header has ${found} where rpm wants ${expected}`,
  examples: { fires: ['bad-hex', 'name-too-long'], silent: ['upper-case-hex', 'plain'] },
});
