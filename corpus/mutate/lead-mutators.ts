/** Mutators of the lead and of where a file stops being a package. Nothing digests the lead. */

import { gzipSync } from 'node:zlib';

const LEAD_SIZE = 96;
const NAME = { start: 10, end: 76 } as const;

/** The magic is one bit off. */
export function leadMagicBroken(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 0, 0xec);
}

/** The format's major version is 9. */
export function leadMajor9(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 4, 9);
}

/** The signature type is 0: no header. */
export function leadSignatureType0(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 78, 0, 0);
}

/** The type says source package, the main header does not. */
export function leadTypeSource(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 6, 0, 1);
}

/** A type that never was one. */
export function leadType7(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 6, 0, 7);
}

/** The number of ia64. */
export function leadArchIa64(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 8, 0, 9);
}

/** Numbers of an architecture and a system where rpm 6 has none. */
export function leadNumbers(bytes: Uint8Array): Uint8Array {
  return patched(patched(bytes, 8, 0, 1), 76, 0, 1);
}

/** The last of the name's bytes is no NUL. */
export function leadNameWithoutNul(bytes: Uint8Array): Uint8Array {
  return patched(bytes, NAME.end - 1, 0x6e);
}

/** The reserved bytes at the end are not zero. */
export function leadReservedSet(bytes: Uint8Array): Uint8Array {
  return patched(bytes, 80, ...Buffer.from('left over'));
}

/** The name fills its field, without a NUL. */
export function leadNameUnterminated(bytes: Uint8Array): Uint8Array {
  return patched(bytes, NAME.start, ...new Array<number>(NAME.end - NAME.start).fill(0x61));
}

/** The name contains `all`, which an unset deny list of the reference matches by accident. */
export function leadNameAll(bytes: Uint8Array): Uint8Array {
  return patched(bytes, NAME.start, ...Buffer.from('wallclock-1.0-1\0'));
}

/** The file ends inside the lead. */
export function leadCut(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, LEAD_SIZE / 2);
}

/** The package in a gzip file. */
export function packageInGzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes);
}

/** What a server sends that does not have the package. */
export function webPage(): Uint8Array {
  return Buffer.from('<!DOCTYPE html>\n<html><title>404 Not Found</title></html>\n');
}

/** The file ends after the lead. */
export function onlyLead(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, LEAD_SIZE);
}

/** The file ends inside the signature header's index. */
export function signatureTruncated(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, LEAD_SIZE + 16 + 8);
}

/** Nothing at all. */
export function emptyFile(): Uint8Array {
  return new Uint8Array();
}

function patched(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
}
