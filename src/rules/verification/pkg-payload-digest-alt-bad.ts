import { firstEntry } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString } from '../../../native-free-parsers/header/values.ts';
import { dataPlace } from '../places.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';

export const pkgPayloadDigestAltBad = rule({
  id: 'pkg-payload-digest-alt-bad',
  needs: 'payload',
  severity: { transcode: 'none', install: 'note', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'PAYLOADDIGESTALT is not the digest of the uncompressed payload.',
    why:
      'rpm passes over it as long as PAYLOADDIGEST is right. A payload that is stored ' +
      'uncompressed, as the plans for reflinks within rpm itself have it, would not verify.',
    fix:
      'Make PAYLOADDIGESTALT (5097) of the archive before it is compressed, and PAYLOADDIGEST ' +
      '(5092) of the payload as it is stored.',
    sources: [
      'rpm docs/manual/format_v4.md, payload digests',
      'rpm 4.18 build/pack.c, lib/rpmvs.c getAlt',
      'https://github.com/rpm-software-management/rpm/pull/4294',
    ],
  },
  *check({ head: { main }, payload }) {
    const claimed = getString(main, TAG.PAYLOADDIGESTALT)?.toLowerCase();
    const real = payload.digests.archive.get('SHA256');
    if (claimed === undefined || real === undefined || claimed === real) return;
    // What does not decode, or was damaged on its way, is no mistake of this digest.
    const stored = payload.digests.stored.get('SHA256');
    const primary = getString(main, TAG.PAYLOADDIGEST)?.toLowerCase() ?? stored;
    if (!payload.archive?.complete || ![claimed, primary].includes(stored)) return;
    const isStored = claimed === stored;
    const note = isStored ? ', which is that of the compressed payload' : '';
    yield {
      where: dataPlace(main, firstEntry(main, TAG.PAYLOADDIGESTALT)!),
      expected: real,
      found: `${quoted(claimed)}${note}`,
    };
  },
  message: ({ found }) =>
    found.includes(', which')
      ? 'the digest of the uncompressed payload is that of the compressed one'
      : 'the digest of the uncompressed payload is wrong',
  examples: {
    fires: ['payload-digest-alt-wrong', 'payload-digests-swapped'],
    silent: ['plain', 'plain-none'],
  },
});
