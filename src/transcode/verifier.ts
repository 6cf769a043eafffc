/**
 * Who verifies a package while it is decoded: the system's rpmkeys, this thread, or a thread of
 * its own.
 *
 * Policy: rpmkeys, on the same bytes, for what only it can judge (needs-rpmkeys.ts), beside the
 * decoding where the bytes can be read twice. All else is digested here, as the payload passes; by
 * another thread where that pays. Where there is no rpmkeys, or it has nothing to say, digests have
 * to do. The text is what rpmkeys says or would say, never made up.
 */
import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from '../io/breathe.ts';
import type { FileSource } from '../io/file-source.ts';
import type { PackageInput } from '../io/package-input.ts';
import { type RpmkeysResult, startRpmkeys } from '../io/rpmkeys.ts';
import { RangeDigests } from '../package/facts/range-digests.ts';
import type { OpenedPackage } from '../package/read-head.ts';
import type { Verification } from '../package/verification.ts';
import { startDigestingThread } from './digesting-thread.ts';
import { needsRpmkeys } from './needs-rpmkeys.ts';
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
  breathe?: Breather,
): Promise<Verifier> {
  if (needsRpmkeys(opened.head)) return rpmkeysVerifier(opened, input, breathe);
  const { source } = input;
  const hasCores = isMainThread && availableParallelism() > 1;
  const isLarge = source !== undefined && source.size >= WORTH_A_THREAD;
  const thread =
    hasCores && isLarge ? await threadVerifier(opened, source, input, breathe) : undefined;
  return thread ?? passingVerifier(opened);
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

function rpmkeysVerifier(
  { head, payload }: OpenedPackage,
  { childInput, again }: PackageInput,
  breathe: Breather | undefined,
): Verifier {
  const start = () => startRpmkeys({ stdin: childInput.get() });
  let rpmkeys = childInput.when === 'now' ? start() : undefined;
  return {
    payload,
    async finish() {
      rpmkeys ??= start();
      return recorded(await rpmkeys.result) ?? (await verifyDigests(head, again(), breathe));
    },
    end: () => rpmkeys?.stop(),
  };
}

/** Undefined where rpmkeys gave no verdict on any item. */
function recorded(result: RpmkeysResult): Verification | undefined {
  if (result.kind !== 'ran' || result.text === '') return undefined;
  return { rc: result.exitStatus === 0 ? 0 : 2, text: result.text };
}
