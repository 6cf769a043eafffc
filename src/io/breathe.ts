/**
 * Lets the event loop run now and then during long synchronous work: signals, timers and child
 * processes are seen only there.
 */

import { setImmediate } from 'node:timers/promises';
import { milliseconds } from './milliseconds.ts';

/** Undefined while there is no need to pause, else a promise to await. */
export type Breather = () => Promise<void> | undefined;

/** A breather that pauses once every `intervalMs` milliseconds at most; the calls between cost a clock read. */
export function makeBreather(intervalMs = 100): Breather {
  let last = milliseconds();
  return () => {
    if (milliseconds() - last < intervalMs) return undefined;
    return setImmediate().then(() => {
      last = milliseconds();
    });
  };
}
