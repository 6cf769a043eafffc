/**
 * Mutators of the cpio archive inside a package with a gzip payload. Policy: the archive is taken
 * as a list of members, the last of them the trailer; the result is compressed and sealed again,
 * so that stock rpm gets as far as the archive.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import { seededContent } from '../content.ts';
import { cpioMember } from '../writer/cpio-archive.ts';
import { takeApart } from './package-parts.ts';
import { resealPayload } from './reseal.ts';

const HEAD_SIZE = 110;
const FILESIZE_AT = 54;
const NAMESIZE_AT = 94;

/** The archive ends without a trailer. */
export function trailerRemoved(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.slice(0, -1));
}

/** A second trailer follows the first. */
export function trailerTwice(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => [...members, members.at(-1)!]);
}

/** A member that the header does not name comes before the trailer. */
export function extraMember(bytes: Uint8Array): Uint8Array {
  const stranger = cpioMember(
    {
      name: './opt/corpus/stranger',
      fileIndex: 0,
      mode: 0o100644,
      inode: 99,
      links: 1,
      mtime: 1,
      content: Buffer.from('not in the header\n'),
    },
    '070701',
  );
  return withMembers(bytes, (members) => members.toSpliced(-1, 0, stranger));
}

/** The second member, a regular file, is left out. */
export function memberMissing(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.toSpliced(1, 1));
}

/** The first member, a directory, is left out. */
export function directoryMissing(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.slice(1));
}

/** The second member comes twice. */
export function memberTwice(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.toSpliced(1, 0, members[1]!));
}

/** Only the trailer is left. */
export function onlyTrailer(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.slice(-1));
}

/** The second member's size is not hexadecimal. */
export function badHex(bytes: Uint8Array): Uint8Array {
  return withSecondMember(bytes, (member) => overwrite(member, FILESIZE_AT, 'zzzzzzzz'));
}

/** Four bytes that belong to nothing come between two members. */
export function garbageBetween(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.toSpliced(2, 0, Buffer.from('????')));
}

/** The second member has the magic of the old portable format. */
export function odcMagic(bytes: Uint8Array): Uint8Array {
  return withSecondMember(bytes, (member) => overwrite(member, 0, '070707'));
}

/** The second member says that its name is longer than rpm allows. */
export function nameTooLong(bytes: Uint8Array): Uint8Array {
  return withSecondMember(bytes, (member) => overwrite(member, NAMESIZE_AT, '00001001'));
}

/** Every member's numbers are in upper case. */
export function upperCaseHex(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.map((member) => recased(member, 'upper')));
}

/** Every member's numbers are in lower case. */
export function lowerCaseHex(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => members.map((member) => recased(member, 'lower')));
}

/** 200 kB that no compressor shrinks follow the trailer. */
export function longTail(bytes: Uint8Array): Uint8Array {
  const tail = seededContent('tail', 'random', 200_000);
  return withMembers(bytes, (members) => [...members, tail]);
}

/** The archive is filled up with zeros to a multiple of 512 bytes, as GNU cpio does. */
export function paddedTo512(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => {
    const size = members.reduce((sum, { length }) => sum + length, 0);
    return [...members, new Uint8Array(-size & 511)];
  });
}

function withSecondMember(
  bytes: Uint8Array,
  change: (member: Uint8Array) => Uint8Array,
): Uint8Array {
  return withMembers(bytes, (members) => members.with(1, change(members[1]!)));
}

function withMembers(
  bytes: Uint8Array,
  change: (members: readonly Uint8Array[]) => readonly Uint8Array[],
): Uint8Array {
  const parts = takeApart(bytes);
  const archive = Buffer.concat(change(membersOf(gunzipSync(parts.payload))));
  return resealPayload(parts, gzipSync(archive), archive);
}

/** Each member with its padding. */
function membersOf(archive: Buffer): Uint8Array[] {
  const members: Uint8Array[] = [];
  for (let at = 0; at < archive.length; ) {
    const field = (offset: number): number =>
      Number.parseInt(archive.toString('latin1', at + offset, at + offset + 8), 16);
    const contentAt = roundUp4(HEAD_SIZE + field(NAMESIZE_AT));
    const end = at + contentAt + roundUp4(field(FILESIZE_AT));
    members.push(archive.subarray(at, end));
    at = end;
  }
  return members;
}

function recased(member: Uint8Array, to: 'upper' | 'lower'): Uint8Array {
  const head = Buffer.from(member.subarray(0, HEAD_SIZE)).toString('latin1');
  return overwrite(member, 0, to === 'upper' ? head.toUpperCase() : head.toLowerCase());
}

function overwrite(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.write(text, at, 'latin1');
  return copy;
}

function roundUp4(size: number): number {
  return Math.ceil(size / 4) * 4;
}
