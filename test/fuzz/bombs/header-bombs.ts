/** Packages whose headers lie about sizes and numbers, or have more of something than anybody needs. */
import { takeApart, withEntry } from '../../../corpus/mutate/package-parts.ts';
import { reseal } from '../../../corpus/mutate/reseal.ts';
import type { FileDescription } from '../../../corpus/writer/description.ts';
import { type HeaderEntry, int64 } from '../../../corpus/writer/header-entry.ts';
import { TAG } from '../../../corpus/writer/tags.ts';
import { writePackage } from '../../../corpus/writer/write-package.ts';
import { rawEntryOf, rawPackage } from '../mutate/raw-package.ts';
import { BOMB_FILE } from './payload-bombs.ts';

const DIRECTORY: FileDescription = { path: '/opt/d', type: 'directory' };

/** A file of 2^63 bytes. */
export async function hugeFile(): Promise<Uint8Array> {
  const parts = takeApart(
    await writePackage({ name: 'bomb', files: [BOMB_FILE], longSizes: true }),
  );
  const main = withEntry(parts.main, TAG.LONGFILESIZES, ({ tag }) => int64(tag, [2 ** 63]));
  return reseal({ ...parts, main });
}

/** 2^32 - 1 names, of which there is one. */
export async function manyNames(): Promise<Uint8Array> {
  return await changed((main) =>
    withEntry(main, TAG.BASENAMES, (entry) => ({ ...entry, count: 0xffffffff })),
  );
}

/** As many names as rpm takes, all of them empty, and everything else for one file. */
export async function emptyNames(): Promise<Uint8Array> {
  const count = 0xfffff;
  return await changed((main) =>
    withEntry(main, TAG.BASENAMES, (entry) => ({ ...entry, count, data: new Uint8Array(count) })),
  );
}

/** 60,000 arrays that share a mebibyte of empty strings. */
export async function sharedArrays(): Promise<Uint8Array> {
  const count = 0xfffff;
  const strings: HeaderEntry = { tag: 6000, type: 8, count, data: new Uint8Array(count) };
  const others = Array.from({ length: 60_000 }, (_, i) => ({
    ...strings,
    tag: 6001 + i,
    data: NOTHING,
  }));
  const bytes = await changed((main) => ({
    ...main,
    entries: [...main.entries, strings, ...others],
  }));
  const { main } = rawPackage(bytes)!;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shared = rawEntryOf(bytes, main, strings.tag)!;
  for (let at = shared.at + 16; at < main.storeAt; at += 16) {
    view.setUint32(at + 8, shared.dataAt - main.storeAt);
  }
  return bytes;
}

const NOTHING = new Uint8Array();

/** An index of 16 MiB, all of it there. */
export async function largeIndex(): Promise<Uint8Array> {
  const bytes = await writePackage({ name: 'bomb', files: [BOMB_FILE] });
  const { main } = rawPackage(bytes)!;
  const index = Buffer.alloc(16 * 1024 * 1024);
  const head = Buffer.from(bytes.subarray(0, main.indexAt));
  head.writeUInt32BE(index.length / 16, main.start + 8);
  return Buffer.concat([head, index, bytes.subarray(main.storeAt)]);
}

/** Data of 256 MiB less a byte, of which there is next to nothing. */
export async function longData(): Promise<Uint8Array> {
  const bytes = Buffer.from(await writePackage({ name: 'bomb', files: [BOMB_FILE] }));
  bytes.writeUInt32BE(0x0fffffff, rawPackage(bytes)!.main.start + 12);
  return bytes;
}

/** Links that lead to each other, and a file behind one of them. */
export async function symlinkLoop(): Promise<Uint8Array> {
  const files: readonly FileDescription[] = [
    { path: '/opt/a', type: 'symlink', target: 'b' },
    { path: '/opt/a/x', type: 'regular', content: 'x' },
    { path: '/opt/b', type: 'symlink', target: 'a' },
    { path: '/opt/self', type: 'symlink', target: 'self' },
  ];
  return await writePackage({ name: 'bomb', files });
}

/** 10,000 names of one file. */
export async function manyLinks(): Promise<Uint8Array> {
  const files = Array.from(
    { length: 10_000 },
    (_, i): FileDescription => ({
      path: `/opt/d/${i}`,
      type: 'regular',
      content: 'content',
      inode: 7,
    }),
  );
  return await writePackage({ name: 'bomb', files: [DIRECTORY, ...files] });
}

/** 500 files, each in a directory of a thousand levels that is in the next one's. */
export async function deepPaths(): Promise<Uint8Array> {
  const files = Array.from(
    { length: 500 },
    (_, i): FileDescription => ({
      path: `/opt${'/d'.repeat(1000 + i)}/f`,
      type: 'regular',
      content: '',
    }),
  );
  return await writePackage({ name: 'bomb', files });
}

type MainHeader = ReturnType<typeof takeApart>['main'];

async function changed(change: (main: MainHeader) => MainHeader): Promise<Uint8Array> {
  const parts = takeApart(await writePackage({ name: 'bomb', files: [BOMB_FILE] }));
  return reseal({ ...parts, main: change(parts.main) });
}
