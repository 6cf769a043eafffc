import { findEntry, hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const pkgPayloadDigestAlt = rule({
  id: 'pkg-payload-digest-alt',
  needs: 'headers',
  severity: { transcode: 'none', install: 'note', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package has a digest of its compressed payload, and none of the uncompressed one.',
    why:
      'Nothing needs it today. A payload that is stored uncompressed, as the plans for reflinks ' +
      'within rpm itself have it, can only be verified by that digest: such a package cannot be ' +
      'converted and keep its signature.',
    fix:
      'Build with rpmbuild 4.16 or later, which writes PAYLOADDIGESTALT (5097): the SHA-256 of ' +
      'the archive before it is compressed.',
    sources: [
      'rpm 4.18 lib/rpmvs.c getAlt',
      'https://github.com/rpm-software-management/rpm/issues/2486',
      'https://github.com/rpm-software-management/rpm/pull/4294',
    ],
  },
  *check({ head: { main } }) {
    const position = findEntry(main, TAG.PAYLOADDIGEST);
    if (position === undefined || hasTag(main, TAG.PAYLOADDIGESTALT)) return;
    yield {
      where: entryPlace(main, position),
      expected: 'PAYLOADDIGESTALT beside PAYLOADDIGEST',
      found: 'none',
    };
  },
  message: () => 'there is no digest of the uncompressed payload (PAYLOADDIGESTALT)',
  examples: { fires: ['payload-digest-alt-absent'], silent: ['plain', 'format-v6'] },
});
