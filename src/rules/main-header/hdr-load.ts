import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrLoad = rule({
  id: 'hdr-load',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The data of the main header is not exactly that of its entries: there are gaps in it.',
    why:
      'Every single entry is sound, so "rpm -K" says OK. When rpm loads the header it adds up what ' +
      'the entries need; where bytes are left over it gives up with "hdr load: BAD".',
    fix:
      'Leave no bytes between values but zeros that align 16-, 32- and 64-bit numbers, and none ' +
      'behind the last value but the trailer of the region.',
    sources: ['rpm 4.18 lib/header.c hdrblobImport, regionSwab'],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-load'),
  message: ({ expected, found }) =>
    `the main header has ${found} of data; its entries need ${expected}`,
  examples: { fires: ['main-data-gap'], silent: ['plain'] },
});
