/**
 * Makes a system call on a non-blocking or interrupted descriptor behave like a blocking one.
 *
 * Policy: EINTR is tried again at once, EAGAIN after a sleep of this thread that grows up to
 * 10 ms. Everything else passes. There is no limit in time: a slow peer is not an error.
 */

import { errnoOf } from './machine-error.ts';

const FIRST_PAUSE_MS = 0.25;
const LONGEST_PAUSE_MS = 10;

const neverWoken = new Int32Array(new SharedArrayBuffer(4));

/** The result of `call`, once the descriptor is ready for it. */
export function retrying<T>(call: () => T): T {
  for (let pause = FIRST_PAUSE_MS; ; ) {
    try {
      return call();
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'EINTR') continue;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(neverWoken, 0, 0, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }
}
