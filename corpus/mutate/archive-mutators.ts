/**
 * Mutators of the cpio archive inside a package with a gzip payload. Policy: the archive is taken
 * as a list of members, the last of them the trailer; the result is compressed and sealed again,
 * so that stock rpm gets as far as the archive.
 */

import { seededContent } from '../content.ts';
import { cpioMember } from '../writer/cpio-archive.ts';
import {
  CHECKSUM_AT,
  FILESIZE_AT,
  HEAD_SIZE,
  NAMESIZE_AT,
  overwrite,
  renamed,
  withMembers,
  withSecondMember,
} from './archive-parts.ts';

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

/** The second member claims 255 bytes; rpm does not look at that. */
export function archiveSizeLies(bytes: Uint8Array): Uint8Array {
  return withSecondMember(bytes, (member) => overwrite(member, FILESIZE_AT, '000000ff'));
}

/** The second member of an archive with checksums has a wrong one. */
export function crcWrong(bytes: Uint8Array): Uint8Array {
  return withSecondMember(bytes, (member) => overwrite(member, CHECKSUM_AT, '0000beef'));
}

/** The first member, a directory, comes twice. */
export function directoryTwice(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, (members) => [members[0]!, ...members]);
}

/** The second member has an absolute name; the others start with "./". */
export function mixedNames(bytes: Uint8Array): Uint8Array {
  return withSecondMember(bytes, (member) => renamed(member, (name) => name.slice(1)));
}

/** The archive ends in the middle of the third member's content. */
export function archiveCutInContent(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, ([first, second, third]) => [
    first!,
    second!,
    third!.subarray(0, third!.length / 2),
  ]);
}

/** The archive ends in the middle of the third member's header. */
export function archiveCutInHeader(bytes: Uint8Array): Uint8Array {
  return withMembers(bytes, ([first, second, third]) => [
    first!,
    second!,
    third!.subarray(0, HEAD_SIZE / 2),
  ]);
}

function recased(member: Uint8Array, to: 'upper' | 'lower'): Uint8Array {
  const head = Buffer.from(member.subarray(0, HEAD_SIZE)).toString('latin1');
  return overwrite(member, 0, to === 'upper' ? head.toUpperCase() : head.toLowerCase());
}
