/**
 * The thread that digests contents of an extents file while another one clones them.
 *
 * Policy: reads the file at explicit positions; touches nothing else. What it cannot digest it only
 * leaves: the other thread then finds out why. It stops soon after it is told to. Its one message
 * comes last.
 */
import { openFileSource } from '../io/file-source.ts';
import { type ContentsWork, takeContents } from './contents-work.ts';
import { receive, send, startedWith } from './threads.ts';

export interface ContentsTask {
  /** The extents file. */
  readonly fd: number;
}

/** Undefined where there is nothing to do after all. */
export type ContentsRequest = ContentsWork | undefined;

const { mailbox, task } = startedWith<ContentsTask>();
const work = receive<ContentsRequest>(mailbox);
if (work !== undefined) digest(work);
send(mailbox, 'ended');

function digest(work: ContentsWork): void {
  try {
    for (const _ of takeContents(work, openFileSource(task.fd))) {
      if (Atomics.load(work.stopped, 0) === 1) return;
    }
  } catch {
    // The other thread reads what is left, and meets the fault where it can be told.
  }
}
