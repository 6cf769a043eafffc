import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { tagWords } from './tag-words.ts';

export const sigRegionMissing = rule({
  id: 'sig-region-missing',
  needs: 'signature',
  among: 'odd-signature-region',
  severity: { transcode: 'warning', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The signature header has no region: its first entry is not HEADERSIGNATURES (62).',
    why:
      'rpm before 4.0 wrote such headers, and so do some builders and signing tools. rpm reads them, ' +
      'but a program that looks for the region by its tag, or writes the header anew, has nothing to ' +
      "go by. The region's end is what tells original entries from appended ones.",
    fix: 'Start the index with HEADERSIGNATURES and end the data with its trailer, as rpmbuild does.',
    sources: ['rpm docs/manual/format_v4.md', 'rpm docs/manual/format_header.md'],
  },
  *check({ signature }) {
    if (signature.region !== undefined) return;
    yield {
      where: entryPlace(signature, 0),
      expected: tagWords(62),
      found: tagWords(signature.entries[0]!.tag),
    };
  },
  message: ({ found }) => `the signature header has no region; it starts with ${found}`,
  examples: { fires: ['signature-region-missing'], silent: ['plain'] },
});
