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
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { MachineError } from '../io/machine-error.ts';
import type { Output } from '../io/output.ts';
import type { PackageInput } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import { readHead } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import { unreadable } from '../package/refusal.ts';
import { describePackage, type RpmPackage } from '../package/rpm-package.ts';
import { PassThrough } from './pass-through.ts';
import { planTranscode } from './plan.ts';
import { type ExtentsOptions, type WrittenExtents, writeExtents } from './write-extents.ts';

export interface TranscodeOptions extends ExtentsOptions {
  /** Whether input that does not even begin like a package is an error instead of its own result. */
  readonly refuseForeign: boolean;
  /** A reason to leave a package alone, known from its head. */
  readonly denied?: (pkg: RpmPackage) => Reason | undefined;
}

/**
 * transcoded: what the reference would have written, too; adapted: the reference would have broken
 * it; pass-through: the original came out.
 */
export type Outcome = 'transcoded' | 'adapted' | 'pass-through';

export interface TranscodeResult extends WrittenExtents {
  readonly outcome: Outcome;
  /** Why it was adapted or passed through; for a transcoded one, what it could not vouch for. */
  readonly because: readonly Reason[];
  readonly package: RpmPackage | undefined;
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
    return await extentsOf(opened, input, output, options);
  } catch (error) {
    if (options.refuseForeign && isForeign(error)) throw error;
    await output.writeOriginal((write) => pump(input.original(), write, options.breathe));
    return {
      outcome: 'pass-through',
      because: reasonsFor(error),
      package: opened?.pkg,
      extents: 0,
      reused: { contents: 0, bytes: 0 },
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
async function extentsOf(
  { pkg, payload }: DescribedPackage,
  input: PackageInput,
  output: Output,
  options: TranscodeOptions,
): Promise<TranscodeResult> {
  const denial = options.denied?.(pkg);
  if (denial !== undefined) throw new PassThrough(denial);
  const plan = planTranscode(pkg);
  if (plan.kind === 'pass-through') throw new PassThrough(...plan.because);
  const described = { pkg, payload, contents: plan.contents };
  const { unchecked, ...written } = await writeExtents(described, input, output, options);
  return {
    ...written,
    outcome: plan.adaptations.length > 0 ? 'adapted' : 'transcoded',
    because: [...plan.adaptations, ...unchecked],
    package: pkg,
  };
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
