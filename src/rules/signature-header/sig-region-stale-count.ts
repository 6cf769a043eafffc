import { ENTRY_SIZE } from '../../../native-free-parsers/header/intro.ts';
import { trailerPlace } from '../../package/rewritten-region.ts';
import { rule } from '../rule.ts';
import { asItStands, lostTrailer, trailerCountPlace } from './region-words.ts';
import { tagList } from './tag-words.ts';

export const sigRegionStaleCount = rule({
  id: 'sig-region-stale-count',
  needs: 'signature',
  among: 'odd-signature-region',
  severity: { transcode: 'warning', install: 'warning', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what:
      'The region trailer of the signature header counts fewer entries than stand in front of it: ' +
      'entries were added and the count was not raised.',
    why:
      'The region is the part of a header that belongs together. Its first entry points at a 16-byte ' +
      'trailer, and the trailer says how many entries the region has. Where that number is too ' +
      'small, the last entries are outside, although their data is inside; these are not the ones ' +
      'that were added, as entries are sorted. Stock rpm accepts this in signature headers and never ' +
      'notices. A transcoder that reads the header and writes it anew, as rpm2extents does, moves ' +
      "the region's end to where the data of the counted entries ends. Other data stands there, and " +
      'the transcoded package cannot be installed: "signature region trailer: BAD". The failure that ' +
      'was reported for azure-cli has this form. Recent versions of rpm2extents notice and drop the ' +
      'region: the package installs, with another signature header than was shipped.',
    fix:
      "In the tool that signs: write minus 16 times the number of all entries, the region's own " +
      'included, into bytes 8 to 11 of the trailer whenever entries are added. Or let rpm write the ' +
      'header: rpmsign --addsign of 4.18.0 repairs it. Until then, keep the package away from ' +
      'transcoders that write headers anew (LIBREPO_TRANSCODE_RPMS_DENYLIST); rpmcow copies them as ' +
      'they are.',
    sources: [
      'rpm docs/manual/format_header.md',
      'rpm 4.19 lib/header.c hdrblobVerifyRegion, doExport',
      'https://github.com/rpm-software-management/rpm/issues/270',
      'https://github.com/rpm-software-management/rpm/pull/1330',
      'https://github.com/rpm-software-management/rpm/issues/3469',
    ],
  },
  *check({ signature }) {
    const { entries, region } = signature;
    if (region === undefined || region.entryCount === entries.length) return;
    if (trailerPlace(signature) !== 'late') return;
    const { entryCount } = region;
    const outside = tagList(entries.slice(entryCount).map(({ tag }) => tag));
    const { rpmSays, ...evidence } = lostTrailer(signature, region, {
      where: trailerCountPlace(signature, region),
      expected: `all ${entries.length} entries (${-ENTRY_SIZE * entries.length})`,
      found: `${entryCount} of ${entries.length} entries (${-ENTRY_SIZE * entryCount}), without ${outside}`,
    });
    // Stock rpm says nothing of this header: only of what an unwary transcoder makes of it.
    const then = rpmSays === undefined ? '' : `, which rpm calls "${rpmSays}"`;
    yield { ...evidence, found: evidence.found + then };
  },
  message: (evidence) => `the region trailer counts ${asItStands(evidence)}`,
  examples: {
    fires: ['signed-with-stale-count', 'stale-region-count'],
    silent: ['signed', 'plain'],
  },
});
