/**
 * Lets the event loop run now and then during long synchronous work: signals, timers and child
 * processes are seen only there.
 */

import { setImmediate } from 'node:timers/promises';

/** Undefined while there is no need to pause, else a promise to await. */
export type Breather = () => Promise<void> | undefined;

/** A breather that pauses once every `intervalMs` milliseconds at most; the calls between cost a clock read. */
export function makeBreather(intervalMs = 100): Breather {
  let last = now();
  return () => {
    if (now() - last < intervalMs) return undefined;
    return setImmediate().then(() => {
      last = now();
    });
  };
}

/** Milliseconds. The first use of `performance` takes two of them: it loads a module. */
function now(): number {
  return 1000 * process.uptime();
}
