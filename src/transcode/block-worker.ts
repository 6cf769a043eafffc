/**
 * The thread that decodes blocks of an xz payload ahead of the one that needs them.
 *
 * Policy: reads the input at explicit positions and writes to spills; touches nothing else. A block
 * that cannot be decoded, or not be kept, is only said to be incomplete: the other thread then
 * finds out what is wrong with it. It stops soon after it is told to, and says so last.
 */
import type { XzBlock } from '../../native-free-parsers/payload/frames/xz-index.ts';
import { decodeXzBlock } from '../io/decode/xz-block.ts';
import { openFileSource } from '../io/file-source.ts';
import { readerOf } from '../io/package-input.ts';
import { type Spill, writeSpill } from '../io/spill.ts';
import { receive, send, startedWith } from './threads.ts';

export interface BlockTask {
  /** The package. */
  readonly fd: number;
  readonly streamHeader: Uint8Array;
  /** Becomes 1 to make it stop. */
  readonly stop: Int32Array;
}

export type BlockRequest =
  | { readonly kind: 'block'; readonly block: XzBlock; readonly spill: Spill }
  | { readonly kind: 'end' };

export type BlockReply =
  /** So many more bytes of the block are in its spill. */
  | { readonly kind: 'bytes'; readonly count: number }
  | { readonly kind: 'block-end'; readonly complete: boolean }
  | { readonly kind: 'ended' };

const { mailbox, task } = startedWith<BlockTask>();
for (;;) {
  const request = receive<BlockRequest>(mailbox);
  if (request.kind === 'end') break;
  send<BlockReply>(mailbox, { kind: 'block-end', complete: await decode(request) });
}
send<BlockReply>(mailbox, { kind: 'ended' });

async function decode({
  block,
  spill,
}: Extract<BlockRequest, { kind: 'block' }>): Promise<boolean> {
  let position = 0;
  try {
    const end = await decodeXzBlock(
      task.streamHeader,
      block,
      readerOf(openFileSource(task.fd), block.offset),
      (chunk) => {
        if (Atomics.load(task.stop, 0) === 1) return 'enough';
        writeSpill(spill, chunk, position);
        position += chunk.length;
        send<BlockReply>(mailbox, { kind: 'bytes', count: chunk.length });
        return 'more';
      },
    );
    return end === 'block-end';
  } catch {
    return false; // The other thread decodes it again, and meets the fault where it can be told.
  }
}
