import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { misplacedTags } from '../../../native-free-parsers/signature-header.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const sigLegacyOnlyInMain = rule({
  id: 'sig-legacy-only-in-main',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    {
      since: '4.15.1.3',
      before: '4.16',
      install: 'error',
      what: 'tags of the signature header are refused in the main header',
    },
    {
      since: '4.16.1.3',
      before: '4.17',
      install: 'error',
      what: 'tags of the signature header are refused in the main header',
    },
  ],
  doc: {
    what: 'ARCHIVESIZE or the signatures of files stand in the main header instead of the other.',
    why:
      'rpm before 4.1 wrote ARCHIVESIZE there, and so did install4j before 9.0.2; rpm 4.13 and 4.14 ' +
      'wrote signatures of files there. rpm since 4.17 knows these habits; 4.15.1.3 and 4.16.1.3, ' +
      'with their successors up to 4.17, refuse the package: "invalid signature tag Archivesize ' +
      '(1046)".',
    fix:
      'Move the entry into the signature header: ARCHIVESIZE (1046) is PAYLOADSIZE (1007) there, ' +
      'FILESIGNATURES and FILESIGNATURELENGTH are 274 and 275.',
    sources: [
      'rpm 4.18 lib/package.c headerMergeLegacySigs',
      'https://github.com/rpm-software-management/rpm/issues/1635',
      'https://github.com/rpm-software-management/rpm/pull/1688',
    ],
  },
  *check({ signature, head: { main } }) {
    for (const tag of misplacedTags(signature, main)) {
      const expected = `${tagName(tag)} in the signature header`;
      yield { where: tagPlace(main, tag), expected, found: 'it in the main header' };
    }
  },
  message: ({ where }) => `${tagName(where.tag!)} (${where.tag}) stands in the main header only`,
  examples: { fires: ['archive-size-in-main-header'], silent: ['plain'] },
});
