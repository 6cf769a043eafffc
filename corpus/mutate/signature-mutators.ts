/** Mutators of what the signature header says, and where it says it: values, digests, order, padding. */

import { encodeHeader } from '../writer/header-blob.ts';
import { binary, int32, string, stringArray } from '../writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../writer/tags.ts';
import { foreignSignature } from './foreign-signature.ts';
import {
  entryOf,
  type PackageParts,
  putTogether,
  takeApart,
  withEntry,
  withoutEntries,
} from './package-parts.ts';
import { reseal } from './reseal.ts';
import { byTag, filler, UNKNOWN_TAG, withSignature } from './signature-parts.ts';

const ARCHIVE_SIZE = 1046;

/** An entry of a tag that never was one. */
export function signatureUnknownTag(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => ({
    ...shape,
    entries: byTag([...shape.entries, filler(UNKNOWN_TAG)]),
  }));
}

/** The size of header and payload stands there twice. */
export function signatureSizeTwice(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => ({
    ...shape,
    entries: byTag([...shape.entries, entryOf(shape, SIGNATURE_TAG.SIZE)]),
  }));
}

/** The size of header and payload is a string. */
export function signatureSizeString(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.SIZE, ({ tag }) => string(tag, '12345')),
  );
}

/** Four bytes that belong to nothing follow the MD5. */
export function signatureDataGap(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.MD5, (entry) => ({
      ...entry,
      data: Buffer.concat([entry.data, new Uint8Array(4)]),
    })),
  );
}

/** Something was written into the space for signatures. */
export function signatureReservedSet(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.RESERVEDSPACE, ({ tag, data }) => {
      const space = Buffer.from(data);
      space.write('left over', 1000);
      return binary(tag, space);
    }),
  );
}

/** The entries are in reverse order of their tags. */
export function signatureUnsorted(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => ({ ...shape, entries: shape.entries.toReversed() }));
}

/** 33 entries: one more than rpm allows. */
export function signatureTooManyTags(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => {
    const more = Array.from({ length: 32 - shape.entries.length }, (_, i) =>
      filler(UNKNOWN_TAG + i),
    );
    return { ...shape, entries: byTag([...shape.entries, ...more]) };
  });
}

/** The padding before the main header is not zero. */
export function paddingNotZero(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  // Four more bytes of reserved space leave four of padding, wherever there were none.
  const signature = withEntry(parts.signature, SIGNATURE_TAG.RESERVEDSPACE, ({ tag, data }) =>
    binary(tag, parts.padding.length === 0 ? new Uint8Array(data.length + 4) : data),
  );
  const padding = Buffer.alloc(-encodeHeader(signature).length & 7, 0xaa);
  return putTogether({ ...parts, signature, padding });
}

/** The main header's SHA-256 is wrong. */
export function headerDigestWrong(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.SHA256, ({ tag }) => string(tag, '0'.repeat(64))),
  );
}

/** The MD5 of header and payload is wrong. */
export function md5Wrong(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.MD5, ({ tag }) => binary(tag, new Uint8Array(16))),
  );
}

/** Only MD5 and size are left in the signature header, as before rpm 4. */
export function onlyMd5(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withoutEntries(shape, SIGNATURE_TAG.SHA1, SIGNATURE_TAG.SHA256),
  );
}

/** No digest covers the payload: no MD5, no payload digests. */
export function payloadUncovered(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  return reseal({
    ...parts,
    main: withoutEntries(
      parts.main,
      TAG.PAYLOADDIGEST,
      TAG.PAYLOADDIGESTALGO,
      TAG.PAYLOADDIGESTALT,
    ),
    signature: withoutEntries(parts.signature, SIGNATURE_TAG.MD5),
  });
}

/** 5 MB of reserved space: more than rpm before 4.16 would read. */
export function hugeReservedSpace(bytes: Uint8Array): Uint8Array {
  return withReservedSpace(bytes, 5_000_000);
}

/** 70 kB of reserved space: more than rpm before 4.16 would read, too. */
export function signatureData70k(bytes: Uint8Array): Uint8Array {
  return withReservedSpace(bytes, 70_000);
}

/** 10 kB of reserved space: more than rpm 4.14 would read. */
export function signatureData10k(bytes: Uint8Array): Uint8Array {
  return withReservedSpace(bytes, 10_000);
}

/** The size of the archive is in both headers, as install4j once wrote. */
export function archiveSizeInBothHeaders(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  return reseal({ ...parts, main: withArchiveSize(parts) });
}

/** The size of the archive is in the main header, as in rpm before 4.1. */
export function archiveSizeInMainHeader(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const signature = withoutEntries(parts.signature, SIGNATURE_TAG.PAYLOADSIZE);
  return reseal({ ...parts, main: withArchiveSize(parts), signature });
}

/** A signature of the package is in the main header, where nobody verifies it. */
export function signatureInMainHeader(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const base64 = Buffer.from(foreignSignature(encodeHeader(parts.main))).toString('base64');
  const entries = byTag([...parts.main.entries, stringArray(SIGNATURE_TAG.OPENPGP, [base64])]);
  return reseal({ ...parts, main: { ...parts.main, entries } });
}

function withReservedSpace(bytes: Uint8Array, size: number): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.RESERVEDSPACE, ({ tag }) => binary(tag, new Uint8Array(size))),
  );
}

function withArchiveSize({ main, signature }: PackageParts): PackageParts['main'] {
  const { data } = entryOf(signature, SIGNATURE_TAG.PAYLOADSIZE);
  const size = int32(ARCHIVE_SIZE, [Buffer.from(data).readUInt32BE()]);
  return { ...main, entries: byTag([...main.entries, size]) };
}
