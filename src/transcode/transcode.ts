/**
 * One package in, an extents file out, or the original.
 *
 * Policy: the result stands only when the last byte of the input has been read and everything that
 * stock rpm would check has been checked. Until then the output can be taken back. Whatever is
 * wrong with the package, and whatever goes wrong with the extents file (a full disk, a missing
 * codec), makes the original come out, byte for byte; an error is thrown only when not even that
 * is possible, and then nothing is left behind.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { AlignedWriter } from '../io/aligned-writer.ts';
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { MachineError } from '../io/machine-error.ts';
import { canClone, type Output } from '../io/output.ts';
import type { PackageInput } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import { ArchiveReader } from '../package/archive-reader.ts';
import { readHead } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import { unreadable } from '../package/refusal.ts';
import { describePackage, type RpmPackage } from '../package/rpm-package.ts';
import { type UnpackOptions, unpack } from '../package/unpack.ts';
import { type NokeyPolicy, startVerification } from './checksig.ts';
import { ExtentWriter } from './extent-writer.ts';
import { PassThrough } from './pass-through.ts';
import { planTranscode } from './plan.ts';
import type { ReusePool } from './reuse.ts';
import { writeTail } from './write-tail.ts';

export interface TranscodeOptions extends UnpackOptions {
  /** Bytes that extents are aligned to: the page size of the hosts that will install them. */
  readonly blockSize: number;
  readonly nokey: NokeyPolicy;
  /** Whether input that does not even begin like a package is an error instead of its own result. */
  readonly refuseForeign: boolean;
  /** A directory of extents files to clone contents from, where the output can. */
  readonly reuse?: string;
  /** A reason to leave a package alone, known from its head. */
  readonly denied?: (pkg: RpmPackage) => Reason | undefined;
}

/**
 * transcoded: what the reference would have written, too; adapted: the reference would have broken
 * it; pass-through: the original came out.
 */
export type Outcome = 'transcoded' | 'adapted' | 'pass-through';

export interface TranscodeResult {
  readonly outcome: Outcome;
  /** Why it was adapted or passed through; for a transcoded one, what it could not vouch for. */
  readonly because: readonly Reason[];
  readonly package: RpmPackage | undefined;
  /** Distinct contents stored. */
  readonly extents: number;
  /** Of these, the ones that were cloned from other extents files, and their bytes. */
  readonly reused: { readonly contents: number; readonly bytes: number };
  /** How the payload was decoded, e.g. `libzstd.so.1`. */
  readonly route: string | undefined;
}

/**
 * Transcodes one package. The input is read to its end; the output is committed or left without a
 * trace.
 * @throws MachineError when input or output fail so that not even the original can come out;
 *   FormatError for refused foreign input.
 */
export async function transcode(
  input: PackageInput,
  output: Output,
  options: TranscodeOptions,
): Promise<TranscodeResult> {
  try {
    const result = await extentsOrOriginal(input, output, options);
    await output.commit();
    return result;
  } catch (error) {
    output.abandon();
    throw error;
  }
}

async function extentsOrOriginal(
  input: PackageInput,
  output: Output,
  options: TranscodeOptions,
): Promise<TranscodeResult> {
  let opened: DescribedPackage | undefined;
  try {
    opened = openPackage(input);
    return await writeExtents(opened, input, output, options);
  } catch (error) {
    if (options.refuseForeign && isForeign(error)) throw error;
    await output.writeOriginal((write) => pump(input.original(), write, options.breathe));
    return {
      outcome: 'pass-through',
      because: reasonsFor(error),
      package: opened?.pkg,
      extents: 0,
      reused: NOTHING_REUSED,
      route: undefined,
    };
  }
}

interface DescribedPackage {
  readonly pkg: RpmPackage;
  readonly payload: ByteReader;
}

function openPackage(input: PackageInput): DescribedPackage {
  const { head, payload } = readHead(input.stream);
  return { pkg: describePackage(head), payload };
}

/** Writes a whole extents file, or throws for the original to come out. */
async function writeExtents(
  { pkg, payload }: DescribedPackage,
  input: PackageInput,
  output: Output,
  options: TranscodeOptions,
): Promise<TranscodeResult> {
  const { blockSize, breathe } = options;
  const denial = options.denied?.(pkg);
  if (denial !== undefined) throw new PassThrough(denial);
  const plan = planTranscode(pkg);
  if (plan.kind === 'pass-through') throw new PassThrough(...plan.because);

  const reuse = await openReuse(options, output);
  try {
    const verification = startVerification(input, options.nokey, breathe);
    const { digestAlgorithm, files } = pkg.fileList;
    const writer = new AlignedWriter(output);
    writeHead(writer, pkg.head);
    const extents = new ExtentWriter(writer, plan.contents, {
      blockSize,
      algorithm: digestAlgorithm.name,
      reuse,
    });
    const archive = new ArchiveReader(pkg.fileList, extents);
    const route = await unpack(pkg, payload, archive, options);
    await input.stream.drain(breathe);
    const { verification: checksig, unchecked } = await verification.finish(pkg.head);
    const { length, digests } = input.stream.finish();
    writeTail(writer, {
      verification: checksig,
      offsets: extents.offsets,
      digestLength: files.length === 0 ? 0 : digestAlgorithm.length,
      csum: { inputLength: length, digests },
      blockSize,
    });
    return {
      outcome: plan.adaptations.length > 0 ? 'adapted' : 'transcoded',
      because: [...plan.adaptations, ...unchecked],
      package: pkg,
      extents: new Set(extents.offsets.values()).size,
      reused: reuse?.reused ?? NOTHING_REUSED,
      route,
    };
  } finally {
    reuse?.close();
  }
}

const NOTHING_REUSED = { contents: 0, bytes: 0 };

/** Loaded only when asked for: dnf starts a process a package, and a database costs time. */
async function openReuse(
  { reuse, blockSize }: TranscodeOptions,
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

function isForeign(error: unknown): boolean {
  return error instanceof FormatError && error.section === 'lead';
}

/** What to tell about an error that made the original come out. */
function reasonsFor(error: unknown): readonly Reason[] {
  if (error instanceof PassThrough) return error.because;
  if (error instanceof FormatError) return [unreadable(error)];
  if (error instanceof MissingCodecError) {
    return [{ rule: 'payload-codec-missing', message: error.message }];
  }
  if (error instanceof MachineError) return [{ rule: 'machine', message: error.message }];
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [{ rule: 'internal-error', message }];
}
