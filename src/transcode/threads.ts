/**
 * Threads that wait for each other's messages, mostly blocked, outside their event loops.
 *
 * Policy: a counter beside each port says how many messages were sent to it; who waits sleeps until
 * it changes, so no message is missed. Memory is handed over, not copied, where the sender lists it.
 * A thread that cannot be started is an answer (undefined). Once it runs, it must say itself that
 * it ends: nobody would wake up for it.
 */
import { once } from 'node:events';
import { extname } from 'node:path';
import {
  MessageChannel,
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads';

/** What one thread has of a pair of mailboxes. */
export interface Mailbox {
  readonly port: MessagePort;
  /** Counts what was sent to this end. */
  readonly inbox: Int32Array;
  /** Counts what was sent to the other end. */
  readonly outbox: Int32Array;
}

interface Start<Task> {
  readonly mailbox: Mailbox;
  readonly task: Task;
}

/** Starts a thread on the module of that name beside this one; resolves once it waits for work. */
export async function startThread<Task>(name: string, task: Task): Promise<Mailbox | undefined> {
  const { port1, port2 } = new MessageChannel();
  const ours = new Int32Array(new SharedArrayBuffer(4));
  const theirs = new Int32Array(new SharedArrayBuffer(4));
  const mailbox: Mailbox = { port: port2, inbox: theirs, outbox: ours };
  // Beside this module, in the sources as in the bundle.
  const module = new URL(`./${name}${extname(import.meta.url)}`, import.meta.url);
  try {
    const start: Start<Task> = { mailbox, task };
    const worker = new Worker(module, { workerData: start, transferList: [port2] });
    await once(worker, 'message');
    worker.unref();
  } catch {
    port1.close();
    return undefined;
  }
  return { port: port1, inbox: ours, outbox: theirs };
}

/** For a module that is started so: what it was started with. It then waits for messages only. */
export function startedWith<Task>(): Start<Task> {
  parentPort!.postMessage('ready');
  return workerData as Start<Task>;
}

/** Sends a message; of the memory in `handedOver` the sender has nothing any more. */
export function send<Message>(
  { port, outbox }: Mailbox,
  message: Message,
  handedOver: readonly ArrayBuffer[] = [],
): void {
  port.postMessage(message, handedOver);
  Atomics.add(outbox, 0, 1);
  Atomics.notify(outbox, 0);
}

/** The next message; blocks this thread until there is one. */
export function receive<Message>({ port, inbox }: Mailbox): Message {
  for (;;) {
    const seen = Atomics.load(inbox, 0);
    const received = receiveMessageOnPort(port);
    if (received !== undefined) return received.message as Message;
    Atomics.wait(inbox, 0, seen);
  }
}

/** As `receive`, but this thread's event loop goes on meanwhile. */
export async function receiveLater<Message>({ port }: Mailbox): Promise<Message> {
  const [message] = await once(port, 'message');
  return message;
}
