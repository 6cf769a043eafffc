import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG } from '../../../native-free-parsers/header/tags.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { tagWords } from './tag-words.ts';

const RESERVED = [SIGTAG.RESERVED, SIGTAG.RESERVEDSPACE];
/** Bytes that the evidence shows. */
const SHOWN = 16;

export const sigReservedNonzero = rule({
  id: 'sig-reserved-nonzero',
  needs: 'signature',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The space that is reserved for signatures is not zero.',
    why:
      'rpmbuild leaves it empty for whoever signs later, and signing takes from it. Bytes there mean ' +
      'nothing to rpm and are not covered by any digest: something was written into the wrong place, ' +
      'or is hidden there.',
    fix: 'Fill RESERVEDSPACE (1008), or RESERVED (999) in packages of rpm 6, with zeros.',
    sources: ['rpm docs/manual/format_v6.md', 'rpm 4.18 lib/signature.c rpmGenerateSignature'],
  },
  *check({ signature }) {
    for (const tag of RESERVED) {
      const position = findEntry(signature, tag);
      if (position === undefined) continue;
      const data = entryData(signature, position);
      const at = firstNonZero(data);
      if (at === data.length) continue;
      const bytes = data.subarray(at, at + SHOWN);
      yield {
        where: dataPlace(signature, position, at, bytes.length),
        expected: `zeros in ${tagWords(tag)}`,
        found: toHex(bytes),
      };
    }
  },
  message: ({ expected, found }) => `expected ${expected}, found ${found}`,
  examples: { fires: ['signature-reserved-set'], silent: ['plain'] },
});

/** Its length where all are zero. */
function firstNonZero(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && bytes[at] === 0) at++;
  return at;
}
