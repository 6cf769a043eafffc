/**
 * Where the parts of a package lie, for mutators: by the numbers that stand in it, as far as they
 * stay within the bytes.
 *
 * Policy: none of the project's parsers is used, and nothing is thrown: what does not fit is absent.
 * Source: rpm docs/manual/format_lead.md, format_header.md.
 */
import { createHash } from 'node:crypto';

const LEAD = 96;
const INTRO = 16;
export const RAW_ENTRY = 16;
const MAGIC = 0x8eade801;

/** All offsets are absolute. */
export interface RawHeader {
  readonly start: number;
  readonly indexAt: number;
  readonly entryCount: number;
  readonly storeAt: number;
  readonly end: number;
}

export interface RawEntry {
  /** Absolute offset of the entry in the index. */
  readonly at: number;
  readonly tag: number;
  readonly type: number;
  /** Absolute offset of its data; it may lie anywhere. */
  readonly dataAt: number;
  readonly count: number;
}

/** The header that starts at `start`; undefined where there is none, or it ends behind the bytes. */
export function rawHeaderAt(bytes: Uint8Array, start: number): RawHeader | undefined {
  if (start + INTRO > bytes.length) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(start) !== MAGIC) return undefined;
  const entryCount = view.getUint32(start + 8);
  const indexAt = start + INTRO;
  const storeAt = indexAt + RAW_ENTRY * entryCount;
  const end = storeAt + view.getUint32(start + 12);
  return end > bytes.length ? undefined : { start, indexAt, entryCount, storeAt, end };
}

export interface RawPackage {
  readonly signature: RawHeader;
  readonly main: RawHeader;
}

export function rawPackage(bytes: Uint8Array): RawPackage | undefined {
  const signature = rawHeaderAt(bytes, LEAD);
  if (signature === undefined) return undefined;
  const main = rawHeaderAt(bytes, Math.ceil(signature.end / 8) * 8);
  return main && { signature, main };
}

export function rawEntry(bytes: Uint8Array, header: RawHeader, position: number): RawEntry {
  const at = header.indexAt + RAW_ENTRY * position;
  const view = viewOf(bytes);
  return {
    at,
    tag: view.getUint32(at),
    type: view.getUint32(at + 4),
    dataAt: header.storeAt + view.getInt32(at + 8),
    count: view.getUint32(at + 12),
  };
}

/** The first entry of a tag. */
export function rawEntryOf(
  bytes: Uint8Array,
  header: RawHeader,
  tag: number,
): RawEntry | undefined {
  for (let position = 0; position < header.entryCount; position++) {
    const entry = rawEntry(bytes, header, position);
    if (entry.tag === tag) return entry;
  }
  return undefined;
}

const SIGNATURE = { sha1: 269, sha256: 273, size: 1000, md5: 1004 } as const;
const PAYLOAD_DIGEST = 5092;

/** Makes the digests true that are there, in place, wherever there is room for them. */
export function reseal(bytes: Uint8Array): void {
  const found = rawPackage(bytes);
  if (found === undefined) return;
  const { signature, main } = found;
  const payload = bytes.subarray(main.end);
  const write = (header: RawHeader, tag: number, value: Uint8Array) => {
    const at = rawEntryOf(bytes, header, tag)?.dataAt;
    if (at !== undefined && at >= header.storeAt && at + value.length <= header.end) {
      bytes.set(value, at);
    }
  };
  const hex = (algorithm: string, data: Uint8Array) =>
    Buffer.from(createHash(algorithm).update(data).digest('hex'));
  write(main, PAYLOAD_DIGEST, hex('sha256', payload));
  const header = bytes.subarray(main.start, main.end);
  write(signature, SIGNATURE.sha1, hex('sha1', header));
  write(signature, SIGNATURE.sha256, hex('sha256', header));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length - main.start);
  write(signature, SIGNATURE.size, size);
  const both = bytes.subarray(main.start);
  write(signature, SIGNATURE.md5, createHash('md5').update(both).digest());
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
