/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into an abort, so that everything under way unwinds
 * and cleans up. Policy: further signals are ignored, because cleaning up is all that is left.
 */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** Aborts with {@link Interrupted} as its reason. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => controller.abort(new Interrupted(signal)));
  }
  return controller.signal;
}

/** Ends this process by the signal that interrupted it, as those who started it expect. */
export function dieBy({ signal }: Interrupted): void {
  for (const each of SIGNALS) process.removeAllListeners(each);
  process.kill(process.pid, signal);
}
