/**
 * What identifies a file for which no metadata says it.
 *
 * Policy: of all that was looked at, so that two files with one identity have one judgement: the head
 * with size and last bytes, or else the whole file.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { createDigest, hexDigestOf } from '../../io/digests.ts';
import { readerOf } from '../../io/package-input.ts';
import { pump } from '../../io/pump.ts';
import type { FrugalSource, KnownHead } from './head-source.ts';

const HEAD = 'head-sha256:';

/** Whether it is of the head only, and so no checksum of the file. */
export function isHeadIdentity(identity: string): boolean {
  return identity.startsWith(HEAD);
}

/** `head-sha256:` of size in decimal, a blank, the bytes up to the end of the main header, the last 32. */
export function headIdentity({ start, tail, size }: KnownHead): string {
  const prefix = new TextEncoder().encode(`${size} `);
  return `${HEAD}${hexDigestOf('SHA256', prefix, start, tail)}`;
}

/** Of a file after it was judged by its headers. */
export async function frugalIdentity(frugal: FrugalSource, file: ByteSource): Promise<string> {
  if (!frugal.isReadFurther) return headIdentity(frugal);
  const digest = createDigest('SHA256');
  await pump(readerOf(file), digest.update);
  return wholeIdentity(toHex(digest.digest()));
}

/** @param sha256 of the whole file, in hexadecimal. */
export function wholeIdentity(sha256: string): string {
  return `sha256:${sha256}`;
}
