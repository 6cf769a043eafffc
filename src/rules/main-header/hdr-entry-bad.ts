import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrEntryBad = rule({
  id: 'hdr-entry-bad',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'An index entry of the main header does not fit its data.',
    why:
      'rpm checks every entry before it uses one: the data in the order of the index and without ' +
      'overlap, aligned for its type, inside the store, strings ended by a NUL. One wrong entry, ' +
      'and the package cannot be queried or installed.',
    fix:
      'Correct offset, type or count of the entry named here. Mostly a tool forgot to align 16-, ' +
      '32- or 64-bit numbers, or counted the strings of an array wrongly.',
    sources: ['rpm 4.18 lib/header.c hdrblobVerifyInfo', 'rpm docs/manual/format_header.md, Data'],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-entry-bad'),
  message: ({ expected, found }) => `an entry of the main header is ${found}; it needs ${expected}`,
  examples: {
    fires: ['main-entry-misaligned', 'main-entry-overlaps', 'main-string-count-2'],
    silent: ['plain'],
  },
});
