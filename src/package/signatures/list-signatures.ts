/**
 * The OpenPGP signatures of a package, as its signature header has them.
 *
 * Policy: reads packets and verifies nothing. What rpm cannot read is listed with the reason. Where
 * a tag stands twice, the first entry counts, as in rpm.
 * Source: rpm 4.18 lib/rpmvs.c rpmvfyitems, rpmsinfoInit; rpm 6.0 for OPENPGP.
 */
import {
  FormatError,
  type FormatProblem,
} from '../../../native-free-parsers/bytes/format-error.ts';
import { toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';
import { dataOffset, firstEntry, type Header } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG } from '../../../native-free-parsers/header/tags.ts';
import { TYPES, typeName } from '../../../native-free-parsers/header/types.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';
import {
  describeSignature,
  type SignatureDescription,
} from '../../../native-free-parsers/openpgp-signature.ts';
import {
  readSignedData,
  type SignedData,
} from '../../../native-free-parsers/openpgp-signed-data.ts';
import { remembering } from '../remembering.ts';

/** The main header alone, or main header and payload together. */
export type Coverage = 'header' | 'header-and-payload';

export interface PackageSignature {
  readonly tag: number;
  /** Among the values of its tag: OPENPGP may have several. */
  readonly index: number;
  /** Of its entry in the signature header. */
  readonly position: number;
  /** Absolute file offset of its data, and bytes of it. */
  readonly offset: number;
  readonly length: number;
  readonly covers: Coverage;
  readonly packet: SignaturePacket;
}

export type SignaturePacket =
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      readonly description: SignatureDescription;
      readonly signed: SignedData;
    }
  | { readonly kind: 'unreadable'; readonly problem: FormatProblem };

/** In rpm's order: signatures of the header first, the lower of two tags last. */
const SIGNATURE_TAGS: readonly (readonly [tag: number, covers: Coverage])[] = [
  [SIGTAG.OPENPGP, 'header'],
  [SIGTAG.RSA, 'header'],
  [SIGTAG.DSA, 'header'],
  [SIGTAG.GPG, 'header-and-payload'],
  [SIGTAG.PGP, 'header-and-payload'],
];

/** All of them; the same list for the same header. */
export const listSignatures: (header: Header) => readonly PackageSignature[] = remembering(
  (header) => SIGNATURE_TAGS.flatMap(([tag, covers]) => list(header, tag, covers)),
);

/** What a signature is found by in maps: no two of a package have the same. */
export function signatureId({ tag, index }: PackageSignature): string {
  return `${tag}.${index}`;
}

function list(header: Header, tag: number, covers: Coverage): PackageSignature[] {
  const position = firstEntry(header, tag);
  if (position === undefined) return [];
  const entry = header.entries[position]!;
  const data = entryData(header, position);
  const offset = dataOffset(header, entry);
  const wanted = tag === SIGTAG.OPENPGP ? TYPES.STRING_ARRAY : TYPES.BIN;
  const common = { tag, position, covers };
  if (entry.type !== wanted) {
    const packet = wrongType(tag, offset, wanted, entry.type);
    return [{ ...common, index: 0, offset, length: data.length, packet }];
  }
  if (tag !== SIGTAG.OPENPGP) {
    const packet = readPacket(tag, data, offset);
    return [{ ...common, index: 0, offset, length: data.length, packet }];
  }
  return encodedPackets(tag, data, offset).map((each, index) => ({ ...common, index, ...each }));
}

/** Each string is a packet in Base64. */
function encodedPackets(
  tag: number,
  data: Uint8Array,
  offset: number,
): Pick<PackageSignature, 'offset' | 'length' | 'packet'>[] {
  let at = offset;
  return toLatin1(data.subarray(0, -1))
    .split('\0')
    .map((text) => {
      const place = { offset: at, length: text.length };
      at += text.length + 1;
      const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
      return { ...place, packet: readPacket(tag, bytes, place.offset) };
    });
}

function readPacket(tag: number, bytes: Uint8Array, offset: number): SignaturePacket {
  try {
    const description = describeSignature(bytes, offset);
    return { kind: 'read', bytes, description, signed: readSignedData(bytes, offset) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { kind: 'unreadable', problem: { ...error.problem, tag } };
  }
}

function wrongType(tag: number, offset: number, wanted: number, found: number): SignaturePacket {
  return {
    kind: 'unreadable',
    problem: {
      code: 'BAD_VALUE',
      section: 'signature-header',
      tag,
      offset,
      expected: `type ${typeName(wanted)}`,
      found: `type ${typeName(found)}`,
      rpmSays: `invalid type ${found}`,
    },
  };
}
