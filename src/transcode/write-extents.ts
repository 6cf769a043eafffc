/**
 * Writes an extents file: head, contents, tail.
 *
 * Policy: the header is checked, and what is to be confined is confined, before a byte of the
 * payload is decoded. Whoever helps then (a thread that writes, verifies, or decodes ahead) has ended,
 * whatever happened, before input and output are anybody else's.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { AlignedWriter } from '../io/aligned-writer.ts';
import { type DigestName, isDigestName } from '../io/digests.ts';
import { canClone, type Output } from '../io/output.ts';
import type { PackageInput } from '../io/package-input.ts';
import type { PieceTaker } from '../io/piece.ts';
import { pump } from '../io/pump.ts';
import { ArchiveReader } from '../package/archive-reader.ts';
import type { Reason } from '../package/reason.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { type UnpackOptions, unpack } from '../package/unpack.ts';
import { checkHead, type NokeyPolicy, type PendingVerification } from './checksig.ts';
import { ExtentWriter } from './extent-writer.ts';
import { inProportion, requireProportion } from './in-proportion.ts';
import { PassThrough } from './pass-through.ts';
import { startPieceTaker } from './piece-taker.ts';
import type { PlannedContent } from './plan.ts';
import type { ReusePool } from './reuse.ts';
import { unpackXzBlocks } from './unpack-xz-blocks.ts';
import { writeTail } from './write-tail.ts';

export interface ExtentsOptions extends UnpackOptions {
  /** Bytes that extents are aligned to: the page size of the hosts that will install them. */
  readonly blockSize: number;
  readonly nokey: NokeyPolicy;
  /** Called once the header is checked, before a byte of the payload is decoded. */
  readonly beforeDecoding?: (pkg: RpmPackage) => void;
  /** A directory of extents files to clone contents from, where the output can. */
  readonly reuse?: string;
}

export interface WrittenExtents {
  /** Distinct contents stored. */
  readonly extents: number;
  /** Of these, the ones that were cloned from other extents files, and their bytes. */
  readonly reused: { readonly contents: number; readonly bytes: number };
  /** How the payload was decoded, e.g. `libzstd.so.1`. */
  readonly route: string | undefined;
}

/** A package that is to be transcoded. */
export interface PlannedPackage {
  readonly pkg: RpmPackage;
  /** Of which nothing has been read. */
  readonly payload: ByteReader;
  /** See TranscodePlan. */
  readonly contents: ReadonlyMap<number, PlannedContent>;
}

/**
 * Reads the input to its end and writes an extents file; `unchecked` are signatures that nobody
 * could check.
 * @throws PassThrough, FormatError, MissingCodecError, MachineError: the output is worth nothing then.
 */
export async function writeExtents(
  planned: PlannedPackage,
  input: PackageInput,
  output: Output,
  options: ExtentsOptions,
): Promise<WrittenExtents & { readonly unchecked: readonly Reason[] }> {
  const { pkg, payload, contents } = planned;
  const algorithm = digestName(pkg.fileList.digestAlgorithm.name);
  if (input.size !== undefined) requireProportion(pkg, input.size);
  const opened = { head: pkg.head, payload };
  const checked = await checkHead(opened, input, options.nokey, options.breathe);
  options.beforeDecoding?.(pkg);
  const reuse = await openReuse(options, output);
  // Most of the contents may be cloned: nobody knows how much will be written.
  const toWrite = reuse === undefined ? sizeOf(contents) : 0;
  try {
    // Both start at the same time.
    const startingTaker = startPieceTaker(output, algorithm, toWrite);
    const verifying = checked.start();
    const taker = await startingTaker;
    try {
      const verification = await verifying;
      try {
        const parts = { algorithm, taker, verification, reuse };
        return await writeParts(planned, input, parts, options);
      } finally {
        verification.end();
      }
    } finally {
      taker.end();
    }
  } finally {
    reuse?.close();
  }
}

interface Parts {
  readonly algorithm: DigestName;
  readonly taker: PieceTaker;
  readonly verification: PendingVerification;
  readonly reuse: ReusePool | undefined;
}

/** Head, contents and tail, in this order. */
async function writeParts(
  { pkg, contents }: PlannedPackage,
  input: PackageInput,
  { algorithm, taker, verification, reuse }: Parts,
  options: ExtentsOptions,
): Promise<WrittenExtents & { readonly unchecked: readonly Reason[] }> {
  const { blockSize, breathe } = options;
  const { payload } = verification;
  const { digestAlgorithm, files } = pkg.fileList;
  const writer = new AlignedWriter(taker);
  writeHead(writer, pkg.head);
  const extents = new ExtentWriter(writer, contents, { blockSize, algorithm, reuse });
  const isKnown = input.size !== undefined;
  const sink = isKnown ? extents : inProportion(extents, input, pkg);
  const archive = new ArchiveReader(pkg.fileList, sink);
  const route =
    (await unpackXzBlocks(pkg, input, payload, archive, options)) ??
    (await unpack(pkg, payload, archive, options));
  writer.flush();
  await pump(payload, () => {}, breathe);
  const { verification: checksig, unchecked } = await verification.finish();
  const { length, digests } = input.stream.finish();
  writeTail(writer, {
    verification: checksig,
    offsets: extents.offsets,
    digestLength: files.length === 0 ? 0 : digestAlgorithm.length,
    csum: { inputLength: length, digests },
    blockSize,
  });
  return {
    unchecked,
    extents: new Set(extents.offsets.values()).size,
    reused: reuse?.reused ?? NOTHING_REUSED,
    route,
  };
}

function sizeOf(contents: ReadonlyMap<number, PlannedContent>): number {
  let bytes = 0;
  for (const { file } of contents.values()) bytes += file.size;
  return bytes;
}

const NOTHING_REUSED = { contents: 0, bytes: 0 };

/** Loaded only when asked for: dnf starts a process a package, and a database costs time. */
async function openReuse(
  { reuse, blockSize }: ExtentsOptions,
  output: Output,
): Promise<ReusePool | undefined> {
  if (reuse === undefined || !canClone(output)) return undefined;
  const { ReusePool } = await import('./reuse.ts');
  return new ReusePool(reuse, output, blockSize);
}

/**
 * The head verbatim, but for the padding behind the signature header: no digest covers it, the
 * format wants zeros, and the reference writes them.
 */
function writeHead(writer: AlignedWriter, { signature, main, bytes }: PackageHead): void {
  const padded = signature.offset + signature.bytes.length;
  writer.write(bytes.subarray(0, padded));
  writer.write(new Uint8Array(main.offset - padded));
  writer.write(bytes.subarray(main.offset));
}

function digestName(algorithm: string): DigestName {
  if (isDigestName(algorithm)) return algorithm;
  throw new PassThrough({
    rule: 'digest-not-computable',
    message: `file digests in ${algorithm} cannot be computed here`,
  });
}
