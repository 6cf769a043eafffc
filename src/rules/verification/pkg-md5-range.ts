import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { digestSource } from './digest-source.ts';
import { refusedItems } from './item-evidence.ts';

export const pkgMd5Range = rule({
  id: 'pkg-md5-range',
  needs: 'payload',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '6.0', install: 'error', what: 'the MD5 of header and payload is verified' },
    { since: '6.0', install: 'warning', what: 'the MD5 is not looked at by default' },
  ],
  doc: {
    what: 'The MD5 in the signature header was made of the wrong part of the file.',
    why:
      'Nothing is damaged: the builder takes other bytes for "header and payload" than rpm, and ' +
      'so every package that it makes is refused by plain rpm before 6.0.',
    fix:
      'In the builder, start the MD5 at the magic of the main header, behind the padding of the ' +
      'signature header, and end it at the end of the file.',
    sources: [
      'rpm 4.18 lib/rpmchecksig.c rpmpkgRead',
      'https://github.com/rpm-software-management/rpm/issues/398',
      'https://github.com/rpm-software-management/rpm/issues/1010',
    ],
  },
  *check(facts) {
    for (const item of refusedItems(facts, 'pkg-md5-bad')) {
      const source = digestSource(facts, item);
      if (source === undefined || item.position === undefined) continue;
      yield {
        where: dataPlace(item.header, item.position),
        expected: 'an MD5 of the main header and the payload',
        found: `that of ${source}`,
      };
    }
  },
  message: ({ found }) => `the MD5 is ${found}`,
  examples: {
    fires: ['md5-of-payload', 'md5-with-padding'],
    silent: ['payload-digest-alt-absent', 'plain'],
  },
});
