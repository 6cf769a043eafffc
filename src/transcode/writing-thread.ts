/**
 * A second thread that digests and writes a result while this one decodes.
 *
 * Policy: pieces change hands, nothing is copied between the threads. When all of them are under
 * way this thread waits, blocked; nothing else is done with the output before the other thread has
 * ended. That it cannot be started is an answer (undefined): its work can be done here.
 */
import type { DigestName } from '../io/digests.ts';
import { MachineError } from '../io/machine-error.ts';
import type { FileOutput } from '../io/output.ts';
import { makePiece, type Piece, type PieceTaker } from '../io/piece.ts';
import { type Mailbox, receive, send, startThread } from './threads.ts';
import type { WritingFault, WritingReply, WritingRequest, WritingTask } from './writing-worker.ts';

/** As many as keep both threads busy while one of them is held up. */
const PIECES = 4;

/** Starts a thread that writes to `output` from where it stands; resolves once it runs. */
export async function startWritingThread(
  output: FileOutput,
  digest: DigestName,
): Promise<PieceTaker | undefined> {
  const mailbox = await startThread<WritingTask>('writing-worker', { digest, ...output.file });
  return mailbox === undefined ? undefined : takerBehind(mailbox, output);
}

function takerBehind(mailbox: Mailbox, output: FileOutput): PieceTaker {
  const free: Piece[] = Array.from({ length: PIECES }, makePiece);
  let digests: Uint8Array[] = [];
  let ended = false;

  /** Waits for one message, and keeps what it brings. */
  const takeReply = (): WritingReply => {
    const reply = receive<WritingReply>(mailbox);
    if (reply.kind === 'piece') {
      free.push(reply.piece);
      digests.push(...reply.digests);
    } else {
      ended = true;
      mailbox.port.close();
      output.wrote(reply.written);
    }
    return reply;
  };
  /** Waits until so many pieces are free, and gives out the digests that have come. */
  const waitFor = (pieces: number): readonly Uint8Array[] => {
    while (free.length < pieces) {
      const reply = takeReply();
      if (reply.kind === 'ended') throw errorOf(reply.fault);
    }
    const known = digests;
    digests = [];
    return known;
  };

  return {
    get piece() {
      return free[0]!;
    },
    put(length, marks) {
      const piece = free.shift()!;
      const request: WritingRequest = { kind: 'piece', piece, length, marks };
      send(mailbox, request, [piece.bytes.buffer]);
      return waitFor(1);
    },
    settle: () => waitFor(PIECES),
    end() {
      if (!ended) send<WritingRequest>(mailbox, { kind: 'end' });
      while (!ended) takeReply();
    },
  };
}

function errorOf(fault: WritingFault | undefined): Error {
  if (fault?.kind === 'machine') return new MachineError(fault);
  return new Error(`the writing thread failed: ${fault?.message}`);
}
