import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const sigRegionEmpty = rule({
  id: 'sig-region-empty',
  needs: 'signature',
  among: 'odd-signature-region',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The region trailer of the signature header stands in front of all data.',
    why:
      'A region ends at its trailer, so this one is empty, though it may count entries. Tools of ' +
      'Intel signed packages so. rpm takes all entries for members of the region all the same, and ' +
      'installs the package; only 4.14.0 refused it.',
    fix: 'Put the trailer behind the data of the entries, as the last 16 bytes of the header.',
    sources: [
      'rpm docs/manual/format_header.md',
      'rpm 4.18 lib/header.c hdrblobImport',
      'https://github.com/rpm-software-management/rpm/issues/270',
    ],
  },
  *check({ signature }) {
    const { entries, region } = signature;
    if (region?.trailerOffset !== 0 || entries.length === 1) return;
    yield {
      where: dataPlace(signature, 0, 0, 16),
      expected: 'the trailer behind the data of its entries',
      found: 'the trailer at the start of the data',
    };
  },
  message: () => 'the region of the signature header ends before its first byte of data',
  examples: { fires: ['signature-trailer-first'], silent: ['signed', 'plain'] },
});
