import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { rule } from '../rule.ts';

export const sigPaddingNonzero = rule({
  id: 'sig-padding-nonzero',
  needs: 'headers',
  severity: { transcode: 'warning', install: 'none', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The padding between signature header and main header is not zero.',
    why:
      'rpm skips it unseen, and nothing covers it: bytes can be hidden there. A transcoder that ' +
      'writes the signature header anew writes zeros, so its output is not made of the same bytes.',
    fix: 'Fill the signature header up to a multiple of 8 bytes with zeros.',
    sources: [
      'LSB 5.0 Core, Package File Format, Signature Section',
      'rpm docs/manual/format_v6.md',
      'rpm 4.18 lib/header.c hdrblobRead',
    ],
  },
  *check({ signature, head: { padding } }) {
    if (padding.every((byte) => byte === 0)) return;
    yield {
      where: {
        section: 'signature-header',
        offset: signature.offset + signature.bytes.length,
        length: padding.length,
      },
      expected: `${padding.length} zeros`,
      found: toHex(padding),
    };
  },
  message: ({ found }) => `the padding behind the signature header is ${found}`,
  examples: { fires: ['padding-not-zero'], silent: ['plain'] },
});
