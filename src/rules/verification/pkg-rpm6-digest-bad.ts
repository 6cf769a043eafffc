import { firstEntry, type Header } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString } from '../../../native-free-parsers/header/values.ts';
import type { PayloadFacts } from '../../package/facts/facts.ts';
import { headerDigest } from '../../package/header-digests.ts';
import { dataPlace } from '../places.ts';
import { quoted } from '../quoted.ts';
import { type Evidence, rule } from '../rule.ts';

export const pkgRpm6DigestBad = rule({
  id: 'pkg-rpm6-digest-bad',
  needs: 'headers',
  among: 'rpm6',
  severity: { transcode: 'none', install: 'none', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [{ since: '6.0', install: 'error', what: 'SHA-512 and SHA-3 digests are verified' }],
  doc: {
    what: 'A SHA-512 or SHA-3 digest is wrong, which only rpm 6 and later looks at.',
    why:
      'rpm before 6.0 does not know these digests and installs the package. rpm 6 verifies every ' +
      'digest that it finds, and refuses it.',
    fix:
      'Make the SHA3-256 of the main header (tag 279) as its SHA-256, and PAYLOADSHA512 (5121) ' +
      'and PAYLOADSHA3_256 (5123) as PAYLOADDIGEST, over the payload as it is stored.',
    sources: ['rpm docs/manual/format_v6.md, digests', 'rpm 6.0 lib/rpmvs.cc rpmvfyitems'],
  },
  *check({ head: { signature, main }, payload }) {
    yield* compare(signature, SIGTAG.SHA3_256, () => headerDigest(main, 'SHA3-256'));
    if (payload === undefined) return;
    yield* payloadDigest(main, payload, TAG.PAYLOADSHA512, TAG.PAYLOADSHA512ALT, 'SHA512');
    yield* payloadDigest(main, payload, TAG.PAYLOADSHA3_256, TAG.PAYLOADSHA3_256ALT, 'SHA3-256');
  },
  message: ({ where }) => {
    const { [where.tag ?? 0]: name = 'a digest' } = NAMES;
    return `${name} is wrong`;
  },
  examples: {
    fires: ['header-sha3-wrong', 'payload-sha512-wrong'],
    silent: ['format-v6', 'plain'],
  },
});

const NAMES: Readonly<Record<number, string>> = {
  [SIGTAG.SHA3_256]: 'the SHA3-256 of the main header',
  [TAG.PAYLOADSHA512]: 'the SHA-512 of the payload',
  [TAG.PAYLOADSHA3_256]: 'the SHA3-256 of the payload',
};

/** As for PAYLOADDIGEST, it is enough when the alternative is right. */
function* payloadDigest(
  main: Header,
  { digests }: PayloadFacts,
  tag: number,
  alternative: number,
  algorithm: 'SHA512' | 'SHA3-256',
): Generator<Evidence> {
  const real = digests.stored.get(algorithm);
  if (getString(main, alternative)?.toLowerCase() !== real) yield* compare(main, tag, () => real);
}

function* compare(
  header: Header,
  tag: number,
  compute: () => string | undefined,
): Generator<Evidence> {
  const claimed = getString(header, tag);
  if (claimed === undefined) return;
  const real = compute();
  if (real === undefined || claimed.toLowerCase() === real) return;
  const where = dataPlace(header, firstEntry(header, tag)!);
  yield { where, expected: real, found: quoted(claimed) };
}
