import { dataSize } from '../../../native-free-parsers/header/header.ts';
import { trailerPlace } from '../../package/rewritten-region.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { asItStands, lostTrailer } from './region-words.ts';
import { tagList } from './tag-words.ts';

export const sigRegionEarlyTrailer = rule({
  id: 'sig-region-early-trailer',
  needs: 'signature',
  among: 'odd-signature-region',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The region trailer of the signature header stands in front of data that it counts.',
    why:
      'The trailer has to stand behind the data of the entries that it counts. Stock rpm does not ' +
      'check this in signature headers and installs the package. A transcoder that reads the header ' +
      "and writes it anew, as rpm2extents does, moves the region's end behind the data of all " +
      'counted entries; there is no trailer, and the transcoded package cannot be installed: ' +
      '"signature region trailer: BAD". The work-around that rpm2extents has for wrong counts does ' +
      'not notice this one.',
    fix:
      "In the tool that signs: when an entry is added behind the trailer, leave the trailer's count " +
      'alone; when it is added to the region, put its data in front of the trailer and raise the ' +
      'count. Or let rpm write the header: rpmsign --addsign of 4.18.0 repairs it. Until then, keep the package away from transcoders that write headers anew ' +
      '(LIBREPO_TRANSCODE_RPMS_DENYLIST); rpmcow copies them as they are.',
    sources: [
      'rpm docs/manual/format_header.md',
      'rpm 4.19 lib/header.c hdrblobVerifyRegion, doExport',
      'https://github.com/rpm-software-management/rpm/pull/1330',
    ],
  },
  *check({ signature }) {
    const { entries, region } = signature;
    if (region === undefined || trailerPlace(signature) !== 'early') return;
    const { trailerOffset, entryCount } = region;
    const behind = entries
      .slice(1, entryCount)
      .filter(({ offset }) => offset > trailerOffset)
      .map(({ tag }) => tag);
    yield lostTrailer(signature, region, {
      where: dataPlace(signature, 0, 0, 16),
      expected: `the trailer at ${dataSize(signature, entryCount)} of the data`,
      found: `at ${trailerOffset}, in front of the data of ${tagList(behind)}, which it counts`,
    });
  },
  message: (evidence) => `the region trailer stands ${asItStands(evidence)}`,
  examples: {
    fires: ['signature-trailer-early', 'signature-dribble-counted'],
    silent: ['signed', 'plain'],
  },
});
