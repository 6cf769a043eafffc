/**
 * The contents of a package, by the digests in its header, as few bytes as tell them apart.
 *
 * Policy: each content once a package, as an extents file stores it. Empty ones take no place and are
 * left out; so is what has no digest to know it by.
 */
import { contentCarriers } from '../../package/content-keys.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';

/** Bytes of a content in a list: eight of its digest, six of its size. */
const ENTRY = 14;
const DIGEST = 8;
const SIZE = 6;
const HEX = /^[0-9a-f]{16}/;

/** Bytes of all contents that an install makes, also of those that are alike. */
export function contentBytes(pkg: RpmPackage): number {
  return contentCarriers(pkg.fileList).reduce((sum, { size }) => sum + size, 0);
}

/** A list of the package's contents. */
export function contentList(pkg: RpmPackage): Uint8Array {
  const sizes = new Map<string, number>();
  for (const { digest, size } of contentCarriers(pkg.fileList)) {
    const isKnown = digest !== undefined && HEX.test(digest) && size < 2 ** (8 * SIZE);
    if (isKnown && size > 0) sizes.set(digest.slice(0, 2 * DIGEST), size);
  }
  const list = Buffer.alloc(ENTRY * sizes.size);
  let at = 0;
  for (const [digest, size] of sizes) {
    list.write(digest, at, 'hex');
    list.writeUIntBE(size, at + DIGEST, SIZE);
    at += ENTRY;
  }
  return list;
}

export interface ListedContent {
  /** The first and the second four bytes of its digest. */
  readonly high: number;
  readonly low: number;
  /** Bytes. */
  readonly size: number;
}

/** What `contentList` made a list of. */
export function* contentsOf(list: Uint8Array): Generator<ListedContent, void, undefined> {
  const view = Buffer.from(list.buffer, list.byteOffset, list.length);
  for (let at = 0; at < view.length; at += ENTRY) {
    yield {
      high: view.readUInt32BE(at),
      low: view.readUInt32BE(at + 4),
      size: view.readUIntBE(at + DIGEST, SIZE),
    };
  }
}
