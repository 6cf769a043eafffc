/**
 * One package from a path to a path: a plain request in, a plain record out.
 *
 * Policy: never throws. Runs in any thread, so it prints nothing and keeps nothing between
 * packages; what goes wrong is in the record. The result is described by reading it back, and has
 * its name only when it was settled, in this thread or another.
 */
import { dirname } from 'node:path';
import { FormatError, problemText } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { atomicFile } from '../io/atomic-file.ts';
import { type Breather, makeBreather } from '../io/breathe.ts';
import { createDigest, type DigestName } from '../io/digests.ts';
import { openFileSource } from '../io/file-source.ts';
import { MachineError } from '../io/machine-error.ts';
import { makeDirectory } from '../io/make-directory.ts';
import { openPackageFile, readerOf } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import { discard, settle, type UnsettledFile } from '../io/unsettled-file.ts';
import type { Reason } from '../package/reason.ts';
import { unreadable } from '../package/refusal.ts';
import type { NokeyPolicy } from './checksig.ts';
import { type Outcome, type TranscodeResult, transcode } from './transcode.ts';

/** What is the same for many packages; see TranscodeOptions. */
export interface TranscodeSettings {
  /** Digests of the package to record. */
  readonly digests: readonly DigestName[];
  readonly blockSize: number;
  readonly nokey: NokeyPolicy;
  readonly nativeFree: boolean;
  readonly reuse?: string;
}

export interface TranscodeTask {
  readonly path: string;
  /** Where the result goes; directories above it are made. */
  readonly output: string;
  readonly settings: TranscodeSettings;
  /** Whether the record has the SHA-256 of the result, which is read once more for it. */
  readonly sha256: boolean;
}

export type TranscodeRecord = WrittenRecord | RefusedRecord;

/** There is a complete result. */
export interface WrittenRecord {
  readonly path: string;
  readonly output: string;
  readonly outcome: Outcome;
  /** See TranscodeResult. */
  readonly because: readonly Reason[];
  /** Bytes of the result. */
  readonly size: number;
  /** Of the result, in hexadecimal; null where it was not asked for. */
  readonly sha256: string | null;
}

/** There is no result. */
export interface RefusedRecord {
  readonly path: string;
  readonly output: null;
  readonly outcome: 'refused';
  readonly because: readonly Reason[];
  readonly size: null;
  readonly sha256: null;
  /** For people; names the file. */
  readonly error: string;
}

/** A complete result that waits for the disk, and its record once it stands. */
export interface UnsettledRecord {
  readonly file: UnsettledFile;
  readonly record: WrittenRecord;
}

/** A result that is a file is yet to be settled; what cannot be one is done. */
export async function transcodePackage(
  task: TranscodeTask,
): Promise<UnsettledRecord | TranscodeRecord> {
  const { path, output, sha256 } = task;
  const breathe = makeBreather();
  try {
    const { outcome, because, file } = await write(task, breathe);
    if (file === undefined) {
      return { path, output, outcome, because, ...(await describe(output, sha256, breathe)) };
    }
    try {
      const result = await describe(file.temporary.fd, sha256, breathe);
      return { file, record: { path, output, outcome, because, ...result } };
    } catch (error) {
      discard(file);
      throw error;
    }
  } catch (error) {
    return refused(path, ...refusal(path, error));
  }
}

/** Waits until the disk has the result, and gives it its name. */
export async function settlePackage(
  result: UnsettledRecord | TranscodeRecord,
): Promise<TranscodeRecord> {
  if (!('file' in result)) return result;
  try {
    await settle(result.file, true);
    return result.record;
  } catch (error) {
    const { path } = result.record;
    return refused(path, ...refusal(path, error));
  }
}

/** The record of a package without a result. */
export function refused(path: string, error: string, reason: Reason): RefusedRecord {
  const nothing = { output: null, size: null, sha256: null };
  return { path, outcome: 'refused', because: [reason], error, ...nothing };
}

async function write(
  { path, output, settings }: TranscodeTask,
  breathe: Breather,
): Promise<TranscodeResult & { readonly file: UnsettledFile | undefined }> {
  const input = openPackageFile(path, settings.digests);
  try {
    makeDirectory(dirname(output));
    const options = { ...settings, refuseForeign: true, breathe };
    let file: UnsettledFile | undefined;
    const defer = (unsettled: UnsettledFile) => {
      file = unsettled;
    };
    return { ...(await transcode(input, atomicFile(output, { defer }), options)), file };
  } finally {
    input.close();
  }
}

async function describe(
  output: string | number,
  digested: boolean,
  breathe: Breather,
): Promise<{ size: number; sha256: string | null }> {
  const source = openFileSource(output);
  try {
    const { size } = source;
    if (!digested) return { size, sha256: null };
    const digest = createDigest('SHA256');
    await pump(readerOf(source), digest.update, breathe);
    return { size, sha256: toHex(digest.digest()) };
  } finally {
    source.close();
  }
}

function refusal(path: string, error: unknown): [text: string, reason: Reason] {
  if (error instanceof FormatError) {
    return [`${path}: ${problemText(error.problem)}`, unreadable(error)];
  }
  if (error instanceof MachineError) {
    return [error.message, { rule: 'machine', message: error.message }];
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `${path}: this is a bug of rpmcow, please report it:\n${message}`,
    { rule: 'internal-error', message },
  ];
}
