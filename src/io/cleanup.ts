/**
 * Unlinks temporary files that have a name when the process ends before they got their final one.
 *
 * Policy: nothing is installed until a program asks for it, and signal handlers exist only while
 * there is something to unlink, so that signals otherwise act at once. A handler runs when the
 * event loop does (see breathe.ts), unlinks, and sends the signal again: the exit status stays
 * that of the signal. Worker threads cannot receive signals: they tell the main thread their names.
 */

import { unlinkSync } from 'node:fs';
import {
  BroadcastChannel,
  isMainThread,
  type MessagePort,
  receiveMessageOnPort,
} from 'node:worker_threads';

type Message = { readonly kind: 'register' | 'forget'; readonly path: string };

const CHANNEL = 'rpmcow-temporary-files';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const names = new Set<string>();
/** Open in the main thread only. */
let channel: BroadcastChannel | undefined;
let installed = false;

/** To be called before the file is created. */
export function registerTemporary(path: string): void {
  apply({ kind: 'register', path });
  tellMainThread({ kind: 'register', path });
}

/** To be called once the file was renamed or unlinked. */
export function forgetTemporary(path: string): void {
  apply({ kind: 'forget', path });
  tellMainThread({ kind: 'forget', path });
}

/** For the start of a program, in its main thread and in each worker that writes files. */
export function installCleanup(): void {
  if (installed) return;
  installed = true;
  process.on('exit', unlinkAll);
  if (isMainThread) listenToWorkers();
  if (names.size > 0) handleSignals();
}

function apply({ kind, path }: Message): void {
  if (kind === 'register') {
    names.add(path);
    if (names.size === 1) handleSignals();
  } else if (names.delete(path) && names.size === 0) {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

function handleSignals(): void {
  if (!installed || !isMainThread) return;
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function onSignal(signal: NodeJS.Signals): void {
  unlinkAll();
  for (const other of SIGNALS) process.off(other, onSignal);
  process.kill(process.pid, signal);
}

function unlinkAll(): void {
  while (channel !== undefined) {
    // The declared type leaves out what Node's documentation allows: a BroadcastChannel.
    const received = receiveMessageOnPort(channel as unknown as MessagePort);
    if (received === undefined) break;
    apply(received.message as Message);
  }
  for (const path of names) {
    try {
      unlinkSync(path);
    } catch {
      // Already gone, or not ours to remove any more: the process is ending, nobody can be told.
    }
  }
  names.clear();
}

/** Through a channel closed at once: an open one would collect what other workers say. */
function tellMainThread(message: Message): void {
  if (isMainThread) return;
  const toMainThread = new BroadcastChannel(CHANNEL);
  toMainThread.postMessage(message);
  toMainThread.close();
}

function listenToWorkers(): void {
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => apply(data as Message);
  channel.unref();
}
