/** What the tests of verify break: an extents file made in a fresh directory, and its original. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileDescription } from '../../corpus/writer/description.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { transcode } from '../../src/transcode/transcode.ts';
import { verifyExtents } from '../../src/transcode/verify.ts';
import { bytesSource } from '../support/bytes-source.ts';

const FILES: readonly FileDescription[] = [
  { path: '/opt/a', type: 'regular', content: 'a'.repeat(5000) },
  { path: '/opt/b', type: 'regular', content: 'b'.repeat(5000) },
  { path: '/opt/c', type: 'regular', content: 'c' },
  { path: '/opt/copy-of-c', type: 'regular', content: 'c' },
  { path: '/opt/empty', type: 'regular', content: '' },
  { path: '/opt/link', type: 'symlink', target: 'a' },
  { path: '/opt/one', type: 'regular', content: 'linked', inode: 99 },
  { path: '/opt/two', type: 'regular', content: 'linked', inode: 99 },
];

const FOREIGN_FILES: readonly FileDescription[] = [
  { path: '/opt/other', type: 'regular', content: 'other' },
];

export interface VerifySubject {
  /** The path of the package. */
  readonly original: string;
  /** What the transcoder made of it. */
  readonly extents: Uint8Array;
  /** What it made of another package. */
  readonly foreign: Uint8Array;
  remove(): void;
}

export async function verifySubject(): Promise<VerifySubject> {
  const directory = mkdtempSync(join(tmpdir(), 'verify-test-'));
  const original = join(directory, 'subject.rpm');
  return {
    original,
    extents: await transcoded(original, 'subject', FILES),
    foreign: await transcoded(join(directory, 'other.rpm'), 'other', FOREIGN_FILES),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function transcoded(path: string, name: string, files: readonly FileDescription[]) {
  writeFileSync(path, await writePackage({ name, files }));
  const input = openPackageFile(path, ['SHA256', 'SHA512']);
  const output = atomicFile(`${path}.extents`, { fsync: false });
  await transcode(input, output, {
    blockSize: 4096,
    nokey: 'record',
    nativeFree: false,
    refuseForeign: false,
  });
  input.close();
  return new Uint8Array(readFileSync(`${path}.extents`));
}

/** The rules of the findings, or the section of what is unreadable. */
export async function verify(bytes: Uint8Array): Promise<string[]> {
  try {
    const findings = await verifyExtents(openExtentsFile(bytesSource(bytes)));
    return findings.map(({ rule }) => rule);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [`unreadable ${error.section}: ${error.code}`];
  }
}

/** A copy with bits of one byte changed. */
export function flipped(bytes: Uint8Array, at: number, mask = 1): Uint8Array {
  const copy = bytes.slice();
  copy[at]! ^= mask;
  return copy;
}
