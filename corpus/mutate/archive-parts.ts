/**
 * The cpio archive of a package with a gzip payload as a list of members, to change some and put
 * everything together again. Policy: only for sane packages; the result is compressed and sealed
 * again, so that stock rpm gets as far as the archive.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import { takeApart } from './package-parts.ts';
import { resealPayload } from './reseal.ts';

/** Bytes of a member's header before its name. */
export const HEAD_SIZE = 110;
const MODE_AT = 14;
export const FILESIZE_AT = 54;
export const NAMESIZE_AT = 94;
export const CHECKSUM_AT = 102;

/** With something done to the second member, a regular file. */
export function withSecondMember(
  bytes: Uint8Array,
  change: (member: Uint8Array) => Uint8Array,
): Uint8Array {
  return withMembers(bytes, (members) => members.with(1, change(members[1]!)));
}

/** With other members, the last of them the trailer. */
export function withMembers(
  bytes: Uint8Array,
  change: (members: readonly Uint8Array[]) => readonly Uint8Array[],
): Uint8Array {
  const parts = takeApart(bytes);
  const archive = Buffer.concat(change(membersOf(gunzipSync(parts.payload))));
  return resealPayload(parts, gzipSync(archive), archive);
}

/** Each member with its padding. */
export function membersOf(archive: Uint8Array): Uint8Array[] {
  const members: Uint8Array[] = [];
  for (let at = 0; at < archive.length; ) {
    const rest = archive.subarray(at);
    const member = rest.subarray(0, contentStart(rest) + roundUp4(field(rest, FILESIZE_AT)));
    members.push(member);
    at += member.length;
  }
  return members;
}

/** A member's mode and content. */
export function contentOf(member: Uint8Array): { mode: number; content: Uint8Array } {
  const start = contentStart(member);
  const content = member.subarray(start, start + field(member, FILESIZE_AT));
  return { mode: field(member, MODE_AT), content };
}

function contentStart(member: Uint8Array): number {
  return roundUp4(HEAD_SIZE + field(member, NAMESIZE_AT));
}

function field(member: Uint8Array, at: number): number {
  return Number.parseInt(Buffer.from(member.subarray(at, at + 8)).toString('latin1'), 16);
}

/** A copy with `text` at byte `at`. */
export function overwrite(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.write(text, at, 'latin1');
  return copy;
}

function roundUp4(size: number): number {
  return Math.ceil(size / 4) * 4;
}

/** A member under another name. */
export function renamed(member: Uint8Array, change: (name: string) => string): Uint8Array {
  const nameEnd = HEAD_SIZE + field(member, NAMESIZE_AT) - 1;
  const name = `${change(Buffer.from(member).toString('latin1', HEAD_SIZE, nameEnd))}\0`;
  const head = overwrite(member, NAMESIZE_AT, name.length.toString(16).padStart(8, '0'));
  const padding = new Uint8Array(-(HEAD_SIZE + name.length) & 3);
  const content = member.subarray(contentStart(member));
  return Buffer.concat([head.subarray(0, HEAD_SIZE), Buffer.from(name), padding, content]);
}
