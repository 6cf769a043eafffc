/**
 * Takes half-done work back when somebody ends the process by a signal.
 *
 * Policy: handlers exist only while there is work to take back. One runs when the event loop does
 * (see breathe.ts); it undoes, and sends the signal again, so that the exit status stays that of
 * the signal.
 */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `undo` on a signal, until the function that is returned was called. */
export function undoOnSignal(undo: () => void): () => void {
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    try {
      undo();
    } finally {
      release();
      process.kill(process.pid, signal);
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return release;
}
