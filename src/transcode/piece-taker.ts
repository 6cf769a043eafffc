/**
 * Who digests and writes the pieces of a result: this thread, or one of its own.
 *
 * Policy: a thread of its own where it is worth its start: for much to write, into a file, while
 * no other thread has work of the same kind.
 */
import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { type DigestName, hasDigest } from '../io/digests.ts';
import { isFileOutput, type Output } from '../io/output.ts';
import { type PieceTaker, takePiecesHere } from '../io/piece.ts';
import { startWritingThread } from './writing-thread.ts';

/** Written and digested in about the time that a thread takes to start. */
const WORTH_A_THREAD = 32 * 1024 * 1024;

/** Gets somebody to work for `output`, who is to write about `bytes`. */
export async function startPieceTaker(
  output: Output,
  digest: DigestName,
  bytes: number,
): Promise<PieceTaker> {
  const alone = isMainThread && availableParallelism() > 1;
  if (alone && bytes >= WORTH_A_THREAD && isFileOutput(output) && hasDigest(digest)) {
    const thread = await startWritingThread(output, digest);
    if (thread !== undefined) return thread;
  }
  return takePiecesHere((piece) => output.write(piece), digest);
}
