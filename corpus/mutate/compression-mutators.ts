/**
 * Mutators of how the payload is compressed, and of what the header says about it. Policy: the
 * archive stays as it is and the digests are made again, so that only the compression is odd.
 */

import { crc32, gunzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { filter } from '../writer/compress.ts';
import { string } from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';
import { type PackageParts, takeApart, withEntry, withoutEntries } from './package-parts.ts';
import { resealPayload } from './reseal.ts';

/** A megabyte more than anybody reads behind a trailer. */
const TOO_MUCH = 65 * 1024 * 1024;

/** PAYLOADCOMPRESSOR names a compression that rpm does not know, the payload is gzip. */
export function compressorUnknown(bytes: Uint8Array): Uint8Array {
  return named(takeApart(bytes), 'lz4', gunzipSync);
}

/** PAYLOADCOMPRESSOR says lzma while the payload is xz. */
export function compressorLzmaOfXz(bytes: Uint8Array): Uint8Array {
  return named(takeApart(bytes), 'lzma', unxz);
}

/** There is no PAYLOADCOMPRESSOR, which stands for gzip, while the payload is xz. */
export function compressorAbsentXz(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const main = withoutEntries(parts.main, TAG.PAYLOADCOMPRESSOR);
  return resealPayload({ ...parts, main }, parts.payload, unxz(parts.payload));
}

/** PAYLOADCOMPRESSOR says gzip while the payload is not compressed. */
export function compressorGzipOfPlain(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = gunzipSync(parts.payload);
  return resealPayload(parts, archive, archive);
}

/** The gzip payload ends in its middle; the digests are made of what is left. */
export function payloadCutSealed(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const cut = parts.payload.subarray(0, parts.payload.length / 2);
  return resealPayload(parts, cut, gunzipSync(parts.payload));
}

/** The gzip payload lacks its last 4 bytes, the length; the digests are made of the rest. */
export function payloadEndMissing(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  return resealPayload(parts, parts.payload.subarray(0, -4), gunzipSync(parts.payload));
}

/** One bit in the middle of the payload is flipped; the digests are made of the result. */
export function payloadCorruptSealed(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const payload = Buffer.from(parts.payload);
  const at = Math.floor(payload.length / 2);
  payload.writeUInt8(payload.readUInt8(at) ^ 0x10, at);
  return resealPayload(parts, payload, gunzipSync(parts.payload));
}

/** 65 MiB of zeros follow the trailer. */
export function payloadBomb(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = Buffer.concat([zstdDecompressSync(parts.payload), Buffer.alloc(TOO_MUCH)]);
  return resealPayload(parts, zstdCompressSync(archive), archive);
}

/** The archive is cut in two bzip2 streams; rpm reads only the first. */
export function bzip2TwoStreams(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = filter(['bzip2', '-dc'], parts.payload);
  const middle = archive.length / 2;
  const streams = [archive.subarray(0, middle), archive.subarray(middle)].map((half) =>
    filter(['bzip2', '-c'], half),
  );
  return resealPayload(parts, Buffer.concat(streams), archive);
}

/** One xz stream of several blocks, as xz -T writes it. */
export function xzTwoBlocks(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = unxz(parts.payload);
  const payload = filter(['xz', '--block-size=4096', '-T1', '-c'], archive);
  return resealPayload(parts, payload, archive);
}

/** The xz block says that it was made with a dictionary of 64 MiB, as xz -9 does. */
export function xzDictionary64m(bytes: Uint8Array): Uint8Array {
  return withDictionary(takeApart(bytes), 28);
}

/** The xz block says that it was made with a dictionary of 128 MiB. */
export function xzDictionary128m(bytes: Uint8Array): Uint8Array {
  return withDictionary(takeApart(bytes), 30);
}

function named(
  parts: PackageParts,
  name: string,
  decompress: (payload: Uint8Array) => Uint8Array,
): Uint8Array {
  const main = withEntry(parts.main, TAG.PAYLOADCOMPRESSOR, ({ tag }) => string(tag, name));
  return resealPayload({ ...parts, main }, parts.payload, decompress(parts.payload));
}

/** Sets the one byte of LZMA2's properties in the first block header (xz-file-format 3.1, 5.3.1). */
function withDictionary(parts: PackageParts, property: number): Uint8Array {
  const payload = Buffer.from(parts.payload);
  const start = 12;
  const crcAt = start + 4 * payload.readUInt8(start);
  const propertyAt = payload.indexOf(Buffer.of(0x21, 1), start + 2) + 2;
  payload.writeUInt8(property, propertyAt);
  payload.writeUInt32LE(crc32(payload.subarray(start, crcAt)), crcAt);
  return resealPayload(parts, payload, unxz(parts.payload));
}

function unxz(payload: Uint8Array): Uint8Array {
  return filter(['xz', '-dc'], payload);
}
