import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigPaddingLength = rule({
  id: 'sig-padding-length',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what:
      'The main header does not start at the next multiple of 8 bytes behind the signature ' +
      'header.',
    why:
      'rpm skips as many bytes as are missing to a multiple of 8 and then wants the main header: ' +
      '"hdr magic: BAD". The padding was left out, or added where none was needed.',
    fix:
      'Fill the signature header up to a multiple of 8 bytes with zeros: none where its length is ' +
      'one already.',
    sources: [
      'LSB 5.0 Core, Package File Format, Signature Section',
      'rpm 4.18 lib/header.c hdrblobRead',
    ],
  },
  check: (facts) => troubleEvidence(facts, 'sig-padding-length'),
  message: ({ expected, found }) => `the signature header needs ${expected}; there are ${found}`,
  examples: { fires: ['padding-missing', 'padding-too-long'], silent: ['plain'] },
});
