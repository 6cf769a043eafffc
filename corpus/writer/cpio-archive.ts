/**
 * Writes cpio archives. Plain newc with ASCII names is packed by cpio-stream, which knows nothing
 * of rpm; the magics and names it cannot write are laid out here by hand.
 * Source: cpio(5), rpm lib/cpio.c.
 */

import { buffer } from 'node:stream/consumers';
import cpio from 'cpio-stream';
import type { PayloadMagic } from './description.ts';

export interface CpioMember {
  readonly name: string;
  /** Index in the header's file list: all that a 07070X member knows of its file. */
  readonly fileIndex: number;
  /** File type and permissions. */
  readonly mode: number;
  readonly inode: number;
  readonly links: number;
  readonly mtime: number;
  readonly content: Uint8Array;
}

const TRAILER: CpioMember = {
  name: 'TRAILER!!!',
  fileIndex: 0xffffffff,
  mode: 0,
  inode: 0,
  links: 1,
  mtime: 0,
  content: new Uint8Array(),
};

/** The uncompressed archive, ending right after the trailer as rpm's own do. */
export async function cpioArchive(
  members: readonly CpioMember[],
  magic: PayloadMagic,
): Promise<Uint8Array> {
  if (magic === '070701' && members.every(packable)) return packed(members);
  return Buffer.concat([...members.map((member) => cpioMember(member, magic)), cpioTrailer()]);
}

/** One member with its padding. */
export function cpioMember(member: CpioMember, magic: PayloadMagic): Uint8Array {
  const head =
    magic === '07070X'
      ? Buffer.from(magic + hex8(member.fileIndex))
      : Buffer.from(`${magic}${newcFields(member, magic)}${member.name}\0`);
  return Buffer.concat([padded(head), padded(member.content)]);
}

/** The trailer: newc in every archive, 07070X ones included, as rpmbuild writes it. */
export function cpioTrailer(): Uint8Array {
  return cpioMember(TRAILER, '070701');
}

/** cpio-stream measures names in UTF-16 units, and takes 0 in these fields for "choose one". */
function packable({ name, mode, inode, links, mtime }: CpioMember): boolean {
  const ascii = Buffer.byteLength(name) === name.length;
  return ascii && mode > 0 && inode > 0 && links > 0 && mtime > 0;
}

async function packed(members: readonly CpioMember[]): Promise<Uint8Array> {
  const pack = cpio.pack({ format: 'newc' });
  let length = cpioTrailer().length;
  for (const member of members) {
    const { name, mode, inode, links, mtime, content } = member;
    pack.entry({ name, mode, ino: inode, nlink: links, mtime }, Buffer.from(content));
    length += cpioMember(member, '070701').length;
  }
  pack.finalize();
  // Cut off the zeros cpio-stream adds: up to 512 of them, the number depending on its buffers.
  return (await buffer(pack)).subarray(0, length);
}

function newcFields(member: CpioMember, magic: '070701' | '070702'): string {
  const checksum = magic === '070702' ? member.content.reduce((sum, byte) => sum + byte, 0) : 0;
  const nameSize = Buffer.byteLength(member.name) + 1;
  const owner = [0, 0];
  const devices = [0, 0, 0, 0];
  return [
    member.inode,
    member.mode,
    ...owner,
    member.links,
    member.mtime,
    member.content.length,
    ...devices,
    nameSize,
    checksum,
  ]
    .map(hex8)
    .join('');
}

function hex8(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, new Uint8Array(-bytes.length & 3)]);
}
