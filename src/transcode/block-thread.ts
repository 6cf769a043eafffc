/**
 * A second thread that decodes every other block of an xz payload while this one decodes the rest.
 *
 * Policy: the blocks decoded ahead lie in temporary files, at most two at a time: memory does not
 * grow. The thread has ended, and uses no descriptor any more, before this one goes on without it.
 */
import type { XzBlock } from '../../native-free-parsers/payload/frames/xz-index.ts';
import type { Breather } from '../io/breathe.ts';
import { type ChunkSink, Delivery } from '../io/decode/delivery.ts';
import { MachineError } from '../io/machine-error.ts';
import { closeSpill, emptySpill, openSpill, readSpill, type Spill } from '../io/spill.ts';
import type { BlockReply, BlockRequest, BlockTask } from './block-worker.ts';
import { type Mailbox, receive, send, startThread } from './threads.ts';

const CHUNK = 256 * 1024;
const SPILLS = 2;

export interface BlockThread {
  /**
   * Delivers the next of the blocks it was given, as far as it was decoded: 'incomplete' where this
   * thread has to do it, less the bytes that were delivered.
   */
  deliver(
    sink: ChunkSink,
    breathe?: Breather,
  ): Promise<{ readonly end: 'block-end' | 'enough' | 'incomplete'; readonly delivered: number }>;
  /** Ends the thread. To be called in any case. */
  end(): void;
}

/** Starts a thread on `blocks` of the file behind `fd`. */
export async function startBlockThread(
  fd: number,
  streamHeader: Uint8Array,
  blocks: readonly XzBlock[],
): Promise<BlockThread | undefined> {
  const spills = openSpills();
  if (spills === undefined) return undefined;
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const mailbox = await startThread<BlockTask>('block-worker', { fd, streamHeader, stop });
  if (mailbox !== undefined) return threadOver(mailbox, blocks, spills, stop);
  for (const spill of spills) closeSpill(spill);
  return undefined;
}

/** Undefined where there is no place for temporary files. */
function openSpills(): readonly Spill[] | undefined {
  const spills: Spill[] = [];
  try {
    while (spills.length < SPILLS) spills.push(openSpill());
    return spills;
  } catch (error) {
    for (const spill of spills) closeSpill(spill);
    if (error instanceof MachineError) return undefined;
    throw error;
  }
}

function threadOver(
  mailbox: Mailbox,
  blocks: readonly XzBlock[],
  spills: readonly Spill[],
  stop: Int32Array,
): BlockThread {
  const waiting = [...blocks];
  /** The spills of the blocks that the thread has been given, in their order. */
  const given: Spill[] = [];
  const chunk = new Uint8Array(CHUNK);

  const give = (spill: Spill) => {
    const block = waiting.shift();
    if (block === undefined) return;
    given.push(spill);
    send<BlockRequest>(mailbox, { kind: 'block', block, spill });
  };
  for (const spill of spills) give(spill);

  return {
    async deliver(sink, breathe) {
      const delivery = new Delivery(sink, breathe, undefined);
      const spill = given.shift()!;
      for (;;) {
        const reply = receive<BlockReply>(mailbox);
        if (reply.kind !== 'bytes') {
          emptySpill(spill);
          give(spill);
          const complete = reply.kind === 'block-end' && reply.complete;
          return { end: complete ? 'block-end' : 'incomplete', delivered: delivery.bytesOut };
        }
        const until = delivery.bytesOut + reply.count;
        while (delivery.bytesOut < until) {
          const part = chunk.subarray(0, until - delivery.bytesOut);
          const size = readSpill(spill, part, delivery.bytesOut);
          const pause = delivery.put(part.subarray(0, size));
          if (delivery.enough) return { end: 'enough', delivered: delivery.bytesOut };
          if (pause !== undefined) await pause;
        }
      }
    },
    end() {
      Atomics.store(stop, 0, 1);
      send<BlockRequest>(mailbox, { kind: 'end' });
      while (receive<BlockReply>(mailbox).kind !== 'ended');
      mailbox.port.close();
      for (const spill of spills) closeSpill(spill);
    },
  };
}
