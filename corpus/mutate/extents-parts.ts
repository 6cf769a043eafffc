/**
 * An extents file laid out from a package with a gzip payload, without the project's own code.
 * Policy: plain files only, no hard links; SHA-256 digests; what the stored verification says is
 * given, not computed. All integers are little-endian.
 * Source: rpm2extents and plugins/reflink of the Copy-on-Write patches of rpm.
 */

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { contentOf, membersOf } from './archive-parts.ts';
import { takeApart } from './package-parts.ts';

const BLOCK = 4096;
const REGULAR = 0o100000;
const TYPE = 0o170000;

export interface ExtentsParts {
  /** Lead and headers. */
  readonly head: Uint8Array;
  /** From the end of the head to the end of the last content, padding included. */
  readonly contents: Uint8Array;
  readonly verdict: { readonly rc: number; readonly text: string };
  /** In the order of the table. */
  readonly records: readonly ExtentRecord[];
  /** Of the package that it was made of. */
  readonly inputLength: number;
  /** SHA-256 of the same. */
  readonly inputDigest: Uint8Array;
}

export interface ExtentRecord {
  readonly digest: Uint8Array;
  /** Absolute. */
  readonly offset: number;
}

/** What rpmkeys says of a package without signatures. */
export const ALL_OK = [
  'Header SHA256 digest: OK',
  'Header SHA1 digest: OK',
  'Payload SHA256 digest: OK',
  'MD5 digest: OK',
];

export function verificationText(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}\n`).join('');
}

/** Laid out in the order of the archive, each content once. */
export function extentsParts(bytes: Uint8Array): ExtentsParts {
  const { payload } = takeApart(bytes);
  const headEnd = bytes.length - payload.length;
  const pieces: Uint8Array[] = [];
  const records = new Map<string, ExtentRecord>();
  let end = headEnd;
  for (const member of membersOf(gunzipSync(payload))) {
    const { mode, content } = contentOf(member);
    if ((mode & TYPE) !== REGULAR) continue;
    const digest = createHash('sha256').update(content).digest();
    const key = digest.toString('hex');
    if (records.has(key)) continue;
    const padding = new Uint8Array(-end & (BLOCK - 1));
    records.set(key, { digest, offset: end + padding.length });
    pieces.push(padding, content);
    end += padding.length + content.length;
  }
  return {
    head: bytes.subarray(0, headEnd),
    contents: Buffer.concat(pieces),
    verdict: { rc: 0, text: verificationText(ALL_OK) },
    records: [...records.values()].sort((a, b) => Buffer.compare(a.digest, b.digest)),
    inputLength: bytes.length,
    inputDigest: createHash('sha256').update(bytes).digest(),
  };
}

/** The whole file: contents, verdict, table, input digest, filling, footer. */
export function extentsFile(parts: ExtentsParts): Uint8Array {
  const { head, contents, verdict, records, inputLength, inputDigest } = parts;
  const text = Buffer.from(verdict.text);
  const checksig = Buffer.concat([int32(verdict.rc), int64(text.length), text]);
  const digestLength = records[0]?.digest.length ?? 0;
  const table = Buffer.concat([
    int32(records.length),
    int32(digestLength),
    ...records.flatMap(({ digest, offset }) => [digest, int64(offset)]),
  ]);
  const name = Buffer.from('SHA256');
  const csum = Buffer.concat([
    int64(inputLength),
    int32(1),
    int32(name.length),
    int32(inputDigest.length),
    name,
    inputDigest,
  ]);
  const checksigAt = head.length + contents.length;
  const tableAt = checksigAt + checksig.length;
  const csumAt = tableAt + table.length;
  const filling = new Uint8Array(-(tableAt + 24) & (BLOCK - 1));
  const footer = [int64(checksigAt), int64(tableAt), int64(csumAt), Buffer.from('KWTSH100')];
  return Buffer.concat([head, contents, checksig, table, csum, filling, ...footer]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return bytes;
}
