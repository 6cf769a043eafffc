import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const sigMagic = rule({
  id: 'sig-magic',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what:
      'The bytes behind the lead are not those of a header: magic, version or reserved bytes are ' +
      'wrong.',
    why:
      'rpm compares all eight bytes and reads no further: "signature hdr magic: BAD". The lead ' +
      'may have the wrong length, or the file was damaged.',
    fix: 'Start the signature header at byte 96 with 8e ad e8 01 00 00 00 00.',
    sources: ['rpm docs/manual/format_header.md', 'rpm 4.18 lib/header.c hdrblobRead'],
  },
  check: (facts) => troubleEvidence(facts, 'sig-magic'),
  message: ({ found }) =>
    `the signature header starts with ${found}, not with the magic of a header`,
  examples: { fires: ['signature-magic-reserved'], silent: ['plain'] },
});
