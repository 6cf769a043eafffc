/**
 * A second thread that digests a package while this one decodes it.
 *
 * Policy: it reads the file on its own, through the page cache, at no position but explicit ones.
 * It has ended, and uses the descriptor no more, before this one goes on without it.
 */
import type { DigestRange } from '../package/facts/range-digests.ts';
import type { DigestReply, DigestTask } from './digesting-worker.ts';
import { type Mailbox, receive, receiveLater, startThread } from './threads.ts';

export interface DigestingThread {
  /** The digests by the ranges' names; undefined where the file could not be read. */
  finish(): Promise<ReadonlyMap<string, string> | undefined>;
  /** Ends the thread. To be called in any case. */
  end(): void;
}

/** Starts a thread on the file behind `fd`; resolves once it runs. */
export async function startDigestingThread(
  fd: number,
  part: { readonly start: number; readonly end: number },
  ranges: readonly DigestRange[],
): Promise<DigestingThread | undefined> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const mailbox = await startThread<DigestTask>('digesting-worker', { fd, ...part, ranges, stop });
  return mailbox === undefined ? undefined : threadBehind(mailbox, stop);
}

function threadBehind(mailbox: Mailbox, stop: Int32Array): DigestingThread {
  let ended = false;
  return {
    async finish() {
      const reply = await receiveLater<DigestReply>(mailbox);
      ended = true;
      mailbox.port.close();
      return reply;
    },
    end() {
      if (ended) return;
      Atomics.store(stop, 0, 1);
      receive<DigestReply>(mailbox);
      ended = true;
      mailbox.port.close();
    },
  };
}
