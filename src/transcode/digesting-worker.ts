/**
 * The thread that digests a package while another one decodes it.
 *
 * Policy: reads the file at explicit positions, a mebibyte at a time; touches nothing else. A file
 * that cannot be read is only said to be unread: the other thread then finds out why. It stops
 * soon after it is told to. Its one message comes last.
 */
import { openFileSource } from '../io/file-source.ts';
import { type DigestRange, RangeDigests } from '../package/facts/range-digests.ts';
import { send, startedWith } from './threads.ts';

export interface DigestTask {
  /** The package. */
  readonly fd: number;
  /** Bytes of it to be read, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly ranges: readonly DigestRange[];
  /** Becomes 1 to make it stop. */
  readonly stop: Int32Array;
}

/** By the ranges' names; undefined where the file was not read to `end`. */
export type DigestReply = ReadonlyMap<string, string> | undefined;

const PIECE = 1024 * 1024;

const { mailbox, task } = startedWith<DigestTask>();
send<DigestReply>(mailbox, digest(task));

function digest({ fd, start, end, ranges, stop }: DigestTask): DigestReply {
  const digests = new RangeDigests(start, ranges);
  const piece = new Uint8Array(PIECE);
  try {
    const source = openFileSource(fd);
    for (let position = start; position < end; ) {
      const size = source.readAt(position, piece.subarray(0, end - position));
      if (size === 0 || Atomics.load(stop, 0) === 1) return undefined;
      digests.update(piece.subarray(0, size));
      position += size;
    }
  } catch {
    return undefined; // The other thread reads the file again, and meets the fault where it can be told.
  }
  return digests.finish();
}
