/** Extents files made from a package with a gzip payload, sound or with one thing wrong. */

import {
  ALL_OK,
  type ExtentRecord,
  extentsFile,
  extentsParts,
  verificationText,
} from './extents-parts.ts';

/** As a Copy-on-Write host has it in its cache. */
export function extentsSound(bytes: Uint8Array): Uint8Array {
  return extentsFile(extentsParts(bytes));
}

/** The table is in reverse order of its digests. */
export function extentsTableUnsorted(bytes: Uint8Array): Uint8Array {
  return withRecords(bytes, (records) => records.toReversed());
}

/** The table does not have the first content. */
export function extentsRecordMissing(bytes: Uint8Array): Uint8Array {
  return withRecords(bytes, (records) => records.slice(1));
}

/** The table has a digest that no file has. */
export function extentsRecordExtra(bytes: Uint8Array): Uint8Array {
  return withRecords(bytes, (records) => [
    ...records,
    { digest: Buffer.alloc(32, 0xff), offset: records[0]!.offset },
  ]);
}

/** The table's digests are as short as those of SHA-1. */
export function extentsDigestsShort(bytes: Uint8Array): Uint8Array {
  return withRecords(bytes, (records) =>
    records.map(({ digest, offset }) => ({ digest: digest.subarray(0, 20), offset })),
  );
}

/** The first record leads to the stored verification. */
export function extentsOffsetBeyond(bytes: Uint8Array): Uint8Array {
  const { head, contents } = extentsParts(bytes);
  return withRecords(bytes, ([{ digest }, ...records]) => [
    { digest, offset: head.length + contents.length },
    ...records,
  ]);
}

/** All contents lie one byte behind the start of a block. */
export function extentsUnaligned(bytes: Uint8Array): Uint8Array {
  const parts = extentsParts(bytes);
  return extentsFile({
    ...parts,
    contents: Buffer.concat([new Uint8Array(1), parts.contents]),
    records: parts.records.map(({ digest, offset }) => ({ digest, offset: offset + 1 })),
  });
}

/** Of two contents that begin alike the shorter one is looked up in the longer one. */
export function extentsOverlap(bytes: Uint8Array): Uint8Array {
  const { records } = extentsParts(bytes);
  const last = Math.max(...records.map(({ offset }) => offset));
  return withRecords(bytes, () => records.map(({ digest }) => ({ digest, offset: last })));
}

/** The first byte of the first content is another one. */
export function extentsContentChanged(bytes: Uint8Array): Uint8Array {
  return withContents(bytes, (contents, first) => {
    contents[first]! ^= 0x20;
  });
}

/** The byte before the first content is not zero. */
export function extentsPaddingDirty(bytes: Uint8Array): Uint8Array {
  return withContents(bytes, (contents, first) => {
    contents[first - 1] = 0x20;
  });
}

/** Eight bytes that belong to nothing lie between table and input digest. */
export function extentsGap(bytes: Uint8Array): Uint8Array {
  const sound = Buffer.from(extentsSound(bytes));
  const csumAt = Number(sound.readBigUInt64LE(sound.length - 16));
  sound.writeBigUInt64LE(BigInt(csumAt + 8), sound.length - 16);
  return Buffer.concat([sound.subarray(0, csumAt), new Uint8Array(8), sound.subarray(csumAt)]);
}

/** The SHA-256 digest of the input is as long as one of SHA-1. */
export function extentsCsumShort(bytes: Uint8Array): Uint8Array {
  const parts = extentsParts(bytes);
  return extentsFile({ ...parts, inputDigest: parts.inputDigest.subarray(0, 20) });
}

/** The stored verification has a digest that is not right. */
export function extentsVerdictBad(bytes: Uint8Array): Uint8Array {
  const lines = ALL_OK.with(-1, 'MD5 digest: BAD (Expected 00 != 01)');
  return withVerdict(bytes, lines);
}

/** The stored verification has a signature whose key was not known. */
export function extentsVerdictNokey(bytes: Uint8Array): Uint8Array {
  return withVerdict(bytes, ['Header V4 RSA/SHA256 Signature, key ID 0bad5eed: NOKEY', ...ALL_OK]);
}

/** The footer's table offset is behind the end of the file. */
export function extentsFooterBeyond(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(extentsSound(bytes));
  copy.writeBigUInt64LE(1n << 40n, copy.length - 24);
  return copy;
}

function withRecords(
  bytes: Uint8Array,
  change: (records: readonly [ExtentRecord, ...ExtentRecord[]]) => readonly ExtentRecord[],
): Uint8Array {
  const parts = extentsParts(bytes);
  const [first, ...others] = parts.records;
  return extentsFile({ ...parts, records: change([first!, ...others]) });
}

/** `first` is where the first content starts in the bytes behind the head. */
function withContents(
  bytes: Uint8Array,
  change: (contents: Buffer, first: number) => void,
): Uint8Array {
  const parts = extentsParts(bytes);
  const contents = Buffer.from(parts.contents);
  change(contents, Math.min(...parts.records.map(({ offset }) => offset)) - parts.head.length);
  return extentsFile({ ...parts, contents });
}

function withVerdict(bytes: Uint8Array, lines: readonly string[]): Uint8Array {
  return extentsFile({
    ...extentsParts(bytes),
    verdict: { rc: 2, text: verificationText(lines) },
  });
}
