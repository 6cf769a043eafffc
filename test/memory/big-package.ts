/**
 * Packages of gigabytes, written in a stream: one file whose content is mostly zeros, but not so many
 * of them that a transcoder leaves it alone.
 *
 * Policy: the payload goes through the compressor into a file; only the head, made by the
 * independent writer with the digests that came out, is in memory.
 */

import { spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Compressor } from '../../corpus/writer/compress.ts';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import { stringArray } from '../../corpus/writer/header-entry.ts';
import { lead } from '../../corpus/writer/lead.ts';
import { mainHeader } from '../../corpus/writer/main-header.ts';
import { signatureHeader } from '../../corpus/writer/signature-header.ts';
import { SIGNATURE_TAG, TAG } from '../../corpus/writer/tags.ts';

const MIB = 1024 * 1024;
const PATH = '/opt/big';
/** Bytes of each mebibyte that no compressor makes less. */
const NOISE = 4096;

const COMMANDS: Record<Compressor, readonly string[]> = {
  none: ['cat'],
  gzip: ['gzip', '-1'],
  bzip2: ['bzip2', '-1'],
  xz: ['xz', '-2', '-T1'],
  lzma: ['xz', '--format=lzma', '-2'],
  zstd: ['zstd', '-q', '-3'],
};

export interface BigPackage {
  readonly compressor: Compressor;
  readonly magic: '070701' | '07070X';
  /** Mebibytes of content. */
  readonly mib: number;
  /** Options for the compressor. */
  readonly options?: readonly string[];
}

export async function writeBigPackage(path: string, request: BigPackage): Promise<void> {
  const stored = `${path}.payload`;
  const content = createHash('sha256');
  const archive = createHash('sha256');
  const payload = createHash('sha256');
  await compressed(archiveOf(request, content, archive), request, stored, payload);
  await pipeline(async function* () {
    yield headOf(request, content.digest('hex'), payload.digest('hex'), archive.digest('hex'));
    yield* createReadStream(stored, { highWaterMark: MIB });
  }, createWriteStream(path));
  rmSync(stored);
}

async function compressed(
  archive: Iterable<Uint8Array>,
  { compressor, options = [] }: BigPackage,
  path: string,
  digest: Hash,
): Promise<void> {
  const [program = '', ...args] = COMMANDS[compressor];
  const child = spawn(program, [...args, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const digesting = new Transform({
    transform(chunk, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
  await Promise.all([
    pipeline(Readable.from(archive, { objectMode: false, highWaterMark: MIB }), child.stdin),
    pipeline(child.stdout, digesting, createWriteStream(path)),
  ]);
}

/** The bytes of the cpio archive, in pieces. */
function* archiveOf({ magic, mib }: BigPackage, content: Hash, archive: Hash) {
  const piece = Buffer.alloc(MIB);
  const digested = (bytes: Buffer) => {
    archive.update(bytes);
    return bytes;
  };
  yield digested(magic === '07070X' ? strippedMember() : newcMember(`.${PATH}`, mib * MIB));
  for (let i = 0; i < mib; i++) {
    piece.set(createHash('shake256', { outputLength: NOISE }).update(`${i}`).digest());
    content.update(piece);
    yield digested(Buffer.from(piece));
  }
  yield digested(newcMember('TRAILER!!!', 0));
}

/** rpm's own member: the number of the file, padded to four bytes. */
function strippedMember(): Buffer {
  return Buffer.from('07070X00000000\0\0', 'latin1');
}

function newcMember(name: string, size: number): Buffer {
  const fields = [1, 0o100644, 0, 0, 1, 0, size, 0, 1, 0, 0, name.length + 1, 0];
  const hex = fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const member = `070701${hex}${name}\0`;
  return Buffer.from(member.padEnd(Math.ceil(member.length / 4) * 4, '\0'), 'latin1');
}

function headOf(
  { compressor, magic, mib }: BigPackage,
  content: string,
  payload: string,
  archive: string,
): Buffer {
  const description: PackageDescription = {
    name: 'big',
    compressor,
    payloadMagic: magic,
    longSizes: magic === '07070X',
    files: [{ path: PATH, type: 'regular', content: '', size: mib * MIB, digest: content }],
    main: {
      entries: [
        stringArray(TAG.PAYLOADDIGEST, [payload]),
        stringArray(TAG.PAYLOADDIGESTALT, [archive]),
      ],
    },
    signature: { without: [SIGNATURE_TAG.SIZE, SIGNATURE_TAG.MD5, SIGNATURE_TAG.PAYLOADSIZE] },
  };
  const nothing = { stored: new Uint8Array(), archive: new Uint8Array() };
  const main = mainHeader(description, nothing);
  return Buffer.concat([lead(description), signatureHeader(description, main, nothing), main]);
}
