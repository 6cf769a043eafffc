/**
 * Proves contents of an extents file with a second thread, while this one does something else.
 *
 * Policy: the header says what the digests are. The thread starts before anybody knows what there
 * is to digest, because that takes as long as reading the headers. It has ended, and uses the
 * descriptor no more, before this one goes on without it.
 */
import { availableParallelism } from 'node:os';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { Breather } from '../io/breathe.ts';
import type { DigestName } from '../io/digests.ts';
import type { FileSource } from '../io/file-source.ts';
import { hasDigestOf } from '../package/content-check.ts';
import type { Reason } from '../package/reason.ts';
import { contentMismatch } from './content-mismatch.ts';
import {
  type ContentsWork,
  digestNumber,
  type PlannedWork,
  planWork,
  takeContents,
  takeLeftContents,
} from './contents-work.ts';
import type { ContentsRequest, ContentsTask } from './contents-worker.ts';
import { type Mailbox, receive, receiveLater, send, startThread } from './threads.ts';

/** Digested in about the time that a thread takes to start. */
const WORTH_A_THREAD = 32 * 1024 * 1024;

/** A content, where it is, and the file whose digest it should have. */
export interface PlacedContent {
  readonly file: FileEntry;
  /** Bytes; anything for an empty content. */
  readonly offset: number;
}

export class ContentsProof {
  readonly #source: FileSource;
  readonly #starting: Promise<Mailbox | undefined>;
  #contents: readonly PlacedContent[] = [];
  #planned: PlannedWork | undefined;
  #ended = false;

  constructor(source: FileSource) {
    this.#source = source;
    const isWorth = source.size >= WORTH_A_THREAD && availableParallelism() > 1;
    this.#starting = isWorth
      ? startThread<ContentsTask>('contents-worker', { fd: source.fd })
      : Promise.resolve(undefined);
  }

  /** Resolves when the thread is at work. Contents have the sizes of their files. */
  async begin(algorithm: DigestName, contents: readonly PlacedContent[]): Promise<void> {
    const ranges = contents.map(({ file: { size }, offset }) => ({ offset, size }));
    this.#contents = contents;
    this.#planned = planWork(algorithm, ranges);
    const thread = await this.#starting;
    if (thread !== undefined) send<ContentsRequest>(thread, this.#planned.work);
  }

  /** Helps; what is untrue then, in the order of the contents. @throws MachineError */
  async finish(breathe: Breather): Promise<Reason[]> {
    const { work, numbers } = this.#planned!;
    for (const _ of takeContents(work, this.#source)) await breathe();
    const thread = await this.#starting;
    if (thread !== undefined) {
      await receiveLater(thread);
      this.#ended = true;
      thread.port.close();
    }
    for (const _ of takeLeftContents(work, this.#source)) await breathe();
    return mismatches(work, numbers, this.#contents);
  }

  /** Ends the thread. To be called in any case. */
  async end(): Promise<void> {
    const thread = await this.#starting;
    if (thread === undefined || this.#ended) return;
    if (this.#planned === undefined) send<ContentsRequest>(thread, undefined);
    else Atomics.store(this.#planned.work.stopped, 0, 1);
    receive(thread);
    this.#ended = true;
    thread.port.close();
  }
}

function mismatches(
  work: ContentsWork,
  numbers: Uint32Array,
  contents: readonly PlacedContent[],
): Reason[] {
  const { algorithm } = work;
  return contents.flatMap(({ file, offset }, i) => {
    const found = toHex(digestNumber(work, numbers[i]!));
    const isRight = hasDigestOf(file, algorithm, found);
    return isRight ? [] : [contentMismatch(file, offset, algorithm, found)];
  });
}
