/**
 * Waits for somebody to end the process by a signal.
 *
 * Policy: the first one is told, so that work can be ended in order; the next one acts as it always
 * does.
 */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface SignalWatch {
  /** Fulfilled by the first signal. */
  readonly came: Promise<void>;
  /** From now on signals act as they always do. */
  release(): void;
}

export function untilSignal(): SignalWatch {
  const { promise, resolve } = Promise.withResolvers<void>();
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = () => {
    release();
    resolve();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { came: promise, release };
}
