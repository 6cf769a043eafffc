import { trailerPlace } from '../../package/rewritten-region.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { tagList } from './tag-words.ts';

export const sigEntriesOutsideRegion = rule({
  id: 'sig-entries-outside-region',
  needs: 'signature',
  among: 'odd-signature-region',
  severity: { transcode: 'note', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The signature header has entries behind its region.',
    why:
      'They were appended after the header had been written: signatures of files by ' +
      'rpm-head-signing, signatures of the package by tools of Intel, padding by rpm5. rpm installs ' +
      'the package, and the reference transcoder keeps the entries. Signing it again is what fails: ' +
      'rpmsign of 4.18.0 drops the entries, that of 4.18.1 to 4.20.0 can destroy the package ("hdr ' +
      'magic: BAD").',
    fix:
      'Have the signing tool put its entries into the region, sorted by tag, their data in front of ' +
      'the trailer, and raise the count in the trailer. Do not sign such packages again with rpm ' +
      'before 4.20.1.',
    sources: [
      'rpm docs/manual/format_header.md',
      'https://github.com/rpm-software-management/rpm/issues/270',
      'https://github.com/rpm-software-management/rpm/issues/3469',
      'https://github.com/rpm-software-management/rpm/pull/3479',
    ],
  },
  *check({ signature }) {
    const { entries, region } = signature;
    if (region === undefined || region.entryCount === entries.length) return;
    if (region.trailerOffset === 0 || trailerPlace(signature) === 'late') return;
    const { entryCount } = region;
    yield {
      where: entryPlace(signature, entryCount),
      expected: `all ${entries.length} entries in the region`,
      found: tagList(entries.slice(entryCount).map(({ tag }) => tag)),
    };
  },
  message: ({ found }) => `the signature header has entries behind its region: ${found}`,
  examples: { fires: ['signed-behind-region'], silent: ['signed', 'plain'] },
});
