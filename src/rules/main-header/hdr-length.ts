import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrLength = rule({
  id: 'hdr-length',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The main header says that it has more entries or data than any header may have.',
    why:
      'rpm reads at most 65,535 entries and less than 256 MiB of data, and refuses the package ' +
      'before it reads either. Mostly the numbers are wrong, not the header that big.',
    fix:
      'Correct the two numbers behind the magic: the entries of the index, and the bytes of data ' +
      'behind it, each a big-endian 32-bit number. Split a package that is really that big.',
    sources: [
      'rpm docs/manual/format_header.md, Intro',
      'rpm 4.18 lib/header.c hdrblobRead, hdrblobVerifyLengths',
    ],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-length'),
  message: ({ expected, found }) => `the main header announces ${found}; rpm takes ${expected}`,
  examples: {
    fires: ['main-too-many-entries', 'main-too-much-data'],
    silent: ['plain', 'main-data-17-mib'],
  },
});
