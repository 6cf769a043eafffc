import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrMagic = rule({
  id: 'hdr-magic',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'No main header starts where the signature header and its padding end.',
    why:
      'rpm expects the eight bytes 8e ad e8 01 00 00 00 00 there and reads nothing else of the ' +
      'file: it cannot be queried, verified or installed.',
    fix:
      'Write the magic with header version 1 and four zero bytes. Where these bytes stand elsewhere ' +
      'in the file, something was cut out or put in before them: build or download it anew.',
    sources: ['rpm docs/manual/format_header.md, Intro', 'rpm 4.18 lib/header.c hdrblobRead'],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-magic'),
  message: ({ found }) => `the main header starts with ${found}, which is not a header's magic`,
  examples: { fires: ['main-magic-version-2'], silent: ['plain'] },
});
