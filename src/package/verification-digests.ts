/**
 * The digests that rpm 4.18 verifies, each right, wrong or missing.
 *
 * Policy: a digest that nobody has computed is taken for right.
 * Source: rpm 4.18 lib/rpmvs.c (rpmvfytags, rpmvfyitems, rpmsinfoInit, verifyDigest),
 * include/rpm/rpmts.h for the bits that switch items off.
 */
import { toHex, toLatin1 } from '../../native-free-parsers/bytes/hex.ts';
import { firstEntry, type Header } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { elementSize, TYPES } from '../../native-free-parsers/header/types.ts';
import { entryData } from '../../native-free-parsers/header/values.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { DigestName } from '../io/digests.ts';
import { headerDigest } from './header-digests.ts';
import {
  BOTH,
  type ComputedDigests,
  HEADER,
  isVisible,
  originOf,
  PAYLOAD,
  type SortedItem,
} from './verification-item.ts';

interface DigestTag {
  readonly tag: number;
  readonly range: number;
  readonly name: string;
  readonly algorithm: DigestName;
  readonly disabler: number;
  readonly type: number;
  /** Bytes that rpm wants of its value, a NUL included; 0 for any. */
  readonly size: number;
}

const headerDigestTag = (tag: number, algorithm: DigestName, disabler: number, size: number) => ({
  ...{ tag, algorithm, disabler, size, range: HEADER, type: TYPES.STRING },
  name: `Header ${algorithm} digest`,
});

const payloadDigestTag = (tag: number, name: string) => ({
  ...{ tag, name, range: PAYLOAD, type: TYPES.STRING_ARRAY, size: 0 },
  ...({ algorithm: 'SHA256', disabler: 1 << 16 } as const),
});

const MD5: DigestTag = {
  ...{ tag: SIGTAG.MD5, range: BOTH, name: 'MD5 digest', algorithm: 'MD5' },
  ...{ disabler: 1 << 17, type: TYPES.BIN, size: 16 },
};

const HEADER_DIGESTS: readonly DigestTag[] = [
  headerDigestTag(SIGTAG.SHA1, 'SHA1', 1 << 8, 41),
  headerDigestTag(SIGTAG.SHA256, 'SHA256', 1 << 9, 65),
];

const PAYLOAD_DIGESTS: readonly DigestTag[] = [
  payloadDigestTag(TAG.PAYLOADDIGEST, 'Payload SHA256 digest'),
  payloadDigestTag(TAG.PAYLOADDIGESTALT, 'Payload SHA256 ALT digest'),
];

/** One for each value of a tag that rpm 4.18 knows, and one for each tag that is absent. */
export function digestItems(
  { signature, main }: PackageHead,
  { headerAndPayload, payload }: ComputedDigests,
): SortedItem[] {
  return [
    ...itemsOf(MD5, signature, () => headerAndPayload),
    ...HEADER_DIGESTS.flatMap((digest) =>
      itemsOf(digest, signature, () => headerDigest(main, digest.algorithm)),
    ),
    ...PAYLOAD_DIGESTS.flatMap((digest) => itemsOf(digest, main, () => payload)),
  ];
}

function itemsOf(
  wanted: DigestTag,
  header: Header,
  compute: () => string | undefined,
): SortedItem[] {
  const { tag, range, name, disabler } = wanted;
  const position = firstEntry(header, tag);
  const item = { kind: 'digest', tag, header, position, range, name, disabler } as const;
  if (position === undefined || !isVisible(header, position)) {
    return [{ ...item, position: undefined, id: 0, verdict: 'NOTFOUND' }];
  }
  return valuesOf(header, position).map((value, index) => {
    const problem = problemOf(value, wanted, header, position);
    if (problem !== undefined) return { ...item, id: 0, verdict: 'BAD', detail: problem };
    const id = (tag << 16) | index;
    const computed = compute();
    if (computed === undefined) return { ...item, id, verdict: 'OK' };
    const text = typeof value === 'string' ? value : toHex(value);
    const claimed = text.toLowerCase();
    if (claimed === computed) return { ...item, id, verdict: 'OK' };
    const detail = `Expected ${text} != ${computed}`;
    return { ...item, id, verdict: 'BAD', detail, claimed, computed };
  });
}

/** Strings of the string class, bytes of all else. */
function valuesOf(header: Header, position: number): readonly (string | Uint8Array)[] {
  const { type } = header.entries[position]!;
  const data = entryData(header, position);
  if (elementSize(type) !== undefined) return [data];
  return toLatin1(data.subarray(0, -1)).split('\0');
}

/** Why rpm does not even compare a value. It prints an address with "invalid data" that is left out. */
function problemOf(
  value: string | Uint8Array,
  { tag, type, size }: DigestTag,
  header: Header,
  position: number,
): string | undefined {
  const origin = originOf(header);
  const found = header.entries[position]!.type;
  if (found !== type) return `${origin} tag ${tag}: invalid type ${found}`;
  if (value.length < SHORTEST) return `${origin} tag ${tag}: invalid data (${value.length})`;
  const length = typeof value === 'string' ? value.length + 1 : value.length;
  if (size > 0 && length !== size) return `${origin} tag ${tag}: invalid size ${length}`;
  if (typeof value !== 'string') return undefined;
  const isHex = value.length >= SHORTEST_HEX && value.length % 2 === 0 && HEX.test(value);
  return isHex ? undefined : `${origin}: tag ${tag}: invalid hex`;
}

/** Bytes of an MD5; digits of a SHA-1. */
const SHORTEST = 16;
const SHORTEST_HEX = 40;
const HEX = /^[0-9a-f]*$/i;
