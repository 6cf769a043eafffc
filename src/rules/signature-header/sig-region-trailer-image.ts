import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const sigRegionTrailerImage = rule({
  id: 'sig-region-trailer-image',
  needs: 'signature',
  among: 'odd-signature-region',
  severity: { transcode: 'warning', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.12',
      before: '4.14.3',
      install: 'error',
      what: 'a region trailer of tag 61 is refused in signature headers',
    },
  ],
  doc: {
    what: 'The region trailer of the signature header has tag 61 instead of 62.',
    why:
      'rpm before 4.1 and builders that follow it write HEADERIMAGE there. Most versions of rpm know ' +
      'this habit; 4.12 to 4.14.2 refuse the package: "signature region trailer: BAD, tag 61".',
    fix: 'Write 62 (HEADERSIGNATURES) into the first four bytes of the trailer.',
    sources: [
      'rpm docs/manual/format_header.md',
      'rpm 4.18 lib/header.c hdrblobVerifyRegion',
      'https://github.com/rpm-software-management/rpm/issues/610',
    ],
  },
  *check({ signature }) {
    if (signature.region?.trailer.tag !== TAG.HEADERIMAGE) return;
    yield { where: dataPlace(signature, 0, 0, 16), expected: 'tag 62', found: 'tag 61' };
  },
  message: () => 'the region trailer has tag 61, which rpm before 4.1 wrote there',
  examples: { fires: ['signature-trailer-image'], silent: ['plain'] },
});
