/**
 * The thread that digests and writes the pieces another one fills.
 *
 * Policy: once it has said that it is ready it is never in its event loop: it only waits for pieces.
 * Each goes back when it is worked off. The last message says what the output has got, and comes
 * after the last write, whatever made the thread end.
 */
import type { DigestName } from '../io/digests.ts';
import { MachineError } from '../io/machine-error.ts';
import { type Piece, PieceDigester } from '../io/piece.ts';
import { type WriteTarget, writeAll } from '../io/write-all.ts';
import { type Mailbox, receive, send, startedWith } from './threads.ts';

export interface WritingTask {
  readonly digest: DigestName;
  readonly target: WriteTarget;
  /** Of the first byte; null for the descriptor's own offset. */
  readonly position: number | null;
}

export type WritingRequest =
  | {
      readonly kind: 'piece';
      readonly piece: Piece;
      readonly length: number;
      readonly marks: number;
    }
  | { readonly kind: 'end' };

export type WritingReply =
  | { readonly kind: 'piece'; readonly piece: Piece; readonly digests: readonly Uint8Array[] }
  | { readonly kind: 'ended'; readonly written: number; readonly fault: WritingFault | undefined };

/** Errors lose their class on the way. */
export type WritingFault =
  | {
      readonly kind: 'machine';
      readonly code: string;
      readonly doing: string;
      readonly subject: string;
    }
  | { readonly kind: 'other'; readonly message: string };

function work(mailbox: Mailbox, { digest, target, position }: WritingTask): void {
  const digester = new PieceDigester(digest);
  let written = 0;
  let fault: WritingFault | undefined;
  try {
    for (;;) {
      const request = receive<WritingRequest>(mailbox);
      if (request.kind === 'end') break;
      const { piece, length, marks } = request;
      const digests = digester.digest(piece, marks);
      const start = position === null ? null : position + written;
      writeAll(target, piece.bytes.subarray(0, length), start, (count) => {
        written += count;
      });
      send<WritingReply>(mailbox, { kind: 'piece', piece, digests }, [piece.bytes.buffer]);
    }
  } catch (error) {
    fault = faultOf(error);
  }
  send<WritingReply>(mailbox, { kind: 'ended', written, fault });
}

function faultOf(error: unknown): WritingFault {
  if (error instanceof MachineError) {
    const { code, doing, subject } = error;
    return { kind: 'machine', code, doing, subject };
  }
  return { kind: 'other', message: error instanceof Error ? (error.stack ?? '') : String(error) };
}

const { mailbox, task } = startedWith<WritingTask>();
work(mailbox, task);
