/**
 * Mutators of the compressed payload and of what follows it. Policy: each names whether the digests
 * know of the change (sealed) or not.
 */

import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { seededContent } from '../content.ts';
import { filter } from '../writer/compress.ts';
import { string } from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';
import { takeApart, withEntry, withoutEntries } from './package-parts.ts';
import { resealPayload } from './reseal.ts';

/** One bit in the middle of the payload is flipped; the digests tell. */
export function payloadBitFlipped(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const { payload } = takeApart(bytes);
  const at = bytes.length - Math.floor(payload.length / 2);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  return copy;
}

/** The file ends in the middle of the payload. */
export function payloadTruncated(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length - Math.floor(takeApart(bytes).payload.length / 2));
}

/** The file lacks its last byte. */
export function lastByteMissing(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, -1);
}

/** There is no payload at all; the digests say so. */
export function payloadAbsent(bytes: Uint8Array): Uint8Array {
  const empty = new Uint8Array();
  return resealPayload(takeApart(bytes), empty, empty);
}

/** 32 bytes follow the payload; the digests do not know of them. */
export function trailingGarbage(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, seededContent('garbage', 'random', 32)]);
}

/** 32 bytes follow the compressed payload; the digests include them. */
export function trailingGarbageSealed(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const payload = Buffer.concat([parts.payload, seededContent('garbage', 'random', 32)]);
  return resealPayload(parts, payload, gunzipSync(parts.payload));
}

/** The file ends in the magic of a transcoded package, without being one. */
export function extentsMagicAppended(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, new Uint8Array(24), Buffer.from('KWTSH100')]);
}

/** The gzip payload consists of two members, cut where no cpio member ends. */
export function gzipTwoMembers(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = gunzipSync(parts.payload);
  return resealPayload(
    parts,
    Buffer.concat(halves(archive).map((half) => gzipSync(half))),
    archive,
  );
}

/** The zstd payload consists of two frames. */
export function zstdTwoFrames(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = zstdDecompressSync(parts.payload);
  const frames = halves(archive).map((half) => zstdCompressSync(half));
  return resealPayload(parts, Buffer.concat(frames), archive);
}

/** A skippable frame comes before the zstd payload. */
export function zstdSkippableFirst(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const skippable = Buffer.from('502a4d1804000000736b6970', 'hex');
  const payload = Buffer.concat([skippable, parts.payload]);
  return resealPayload(parts, payload, zstdDecompressSync(parts.payload));
}

/** The archive is cut in two xz streams; rpm reads only the first. */
export function xzTwoStreams(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = filter(['xz', '-dc'], parts.payload);
  const streams = halves(archive).map((half) => filter(['xz', '-c'], half));
  return resealPayload(parts, Buffer.concat(streams), archive);
}

/** PAYLOADCOMPRESSOR says xz while the payload is gzip. */
export function compressorWrong(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const main = withEntry(parts.main, TAG.PAYLOADCOMPRESSOR, ({ tag }) => string(tag, 'xz'));
  return resealPayload({ ...parts, main }, parts.payload, gunzipSync(parts.payload));
}

/** PAYLOADCOMPRESSOR is absent: rpm takes gzip. */
export function compressorAbsent(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const main = withoutEntries(parts.main, TAG.PAYLOADCOMPRESSOR);
  return resealPayload({ ...parts, main }, parts.payload, gunzipSync(parts.payload));
}

function halves(archive: Uint8Array): [Uint8Array, Uint8Array] {
  const middle = Math.floor(archive.length / 2) | 1;
  return [archive.subarray(0, middle), archive.subarray(middle)];
}
