/**
 * Who digests a package while it is decoded: this thread, or a thread of its own.
 *
 * Policy: what rpmkeys had to judge it has judged before (ask-rpmkeys.ts). All else is digested here,
 * as the payload passes; by another thread where that pays. The text is what rpmkeys has said or
 * would say, never made up.
 */
import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import type { FileSource } from '../io/file-source.ts';
import type { PackageInput } from '../io/package-input.ts';
import { RangeDigests } from '../package/facts/range-digests.ts';
import type { OpenedPackage } from '../package/read-head.ts';
import type { Verification } from '../package/verification.ts';
import { isHeaderSignature, type RpmkeysAnswer } from './ask-rpmkeys.ts';
import { startDigestingThread } from './digesting-thread.ts';
import { rangesToDigest, verificationBy, verifyDigests } from './own-verification.ts';

/** Digested in several times the time that a thread takes to start. */
const WORTH_A_THREAD = 32 * 1024 * 1024;

export interface Verifier {
  /** The payload, to be read from here, and to its end before `finish` is called. */
  readonly payload: ByteReader;
  finish(): Promise<Verification>;
  /** Whoever helps has ended then, whatever happened. To be called in any case. */
  end(): void;
}

export async function startVerifier(
  opened: OpenedPackage,
  input: PackageInput,
  answer: RpmkeysAnswer,
  breathe?: Breather,
): Promise<Verifier> {
  if (answer.kind === 'whole') {
    const { payload, verification } = answer;
    return { payload, finish: async () => verification, end() {} };
  }
  const { source } = input;
  const hasCores = isMainThread && availableParallelism() > 1;
  const isLarge = source !== undefined && source.size >= WORTH_A_THREAD;
  const thread =
    hasCores && isLarge ? await threadVerifier(opened, source, input, breathe) : undefined;
  const verifier = thread ?? passingVerifier(opened);
  return {
    ...verifier,
    finish: async () => withSignatures(await verifier.finish(), answer.lines),
  };
}

/** What can be said of a package by its head and rpmkeys: whatever the payload shows is taken for right. */
export function promisedVerification(head: PackageHead, answer: RpmkeysAnswer): Verification {
  if (answer.kind === 'whole') return answer.verification;
  return withSignatures(verificationBy(head, new Map()), answer.lines);
}

/** Signatures of the header as rpmkeys judges them, in the place of signatures without a key. */
function withSignatures(
  { rc, text }: Verification,
  signatures: readonly string[] | undefined,
): Verification {
  if (signatures === undefined) return { rc, text };
  const others = text.split('\n').filter((line) => line !== '' && !isHeaderSignature(line));
  const lines = [...signatures, ...others];
  return {
    rc: lines.every((line) => line.endsWith(': OK')) ? 0 : 2,
    text: lines.map((line) => `${line}\n`).join(''),
  };
}

/** Digests in this thread what passes. */
function passingVerifier({ head, payload }: OpenedPackage): Verifier {
  const digests = new RangeDigests(head.main.offset, rangesToDigest(head));
  digests.update(head.bytes.subarray(head.main.offset));
  return {
    payload: {
      read(into) {
        const size = payload.read(into);
        digests.update(into.subarray(0, size));
        return size;
      },
    },
    finish: async () => verificationBy(head, digests.finish()),
    end() {},
  };
}

/** Undefined where there can be no thread. */
async function threadVerifier(
  { head, payload }: OpenedPackage,
  { fd, size }: FileSource,
  input: PackageInput,
  breathe: Breather | undefined,
): Promise<Verifier | undefined> {
  const part = { start: head.main.offset, end: size };
  const thread = await startDigestingThread(fd, part, rangesToDigest(head));
  if (thread === undefined) return undefined;
  return {
    payload,
    async finish() {
      const digests = await thread.finish();
      if (digests !== undefined) return verificationBy(head, digests);
      return verifyDigests(head, input.again(), breathe);
    },
    end: thread.end,
  };
}
