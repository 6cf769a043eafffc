/**
 * A progress line on a terminal, while long synchronous work lets the event loop run.
 *
 * Policy: standard error only, only on a terminal, only after half a second, and gone when done.
 */
import { makeBreather } from '../io/breathe.ts';

const FIRST_MS = 500;
const INTERVAL_MS = 200;
const MIB = 1024 * 1024;

export interface Progress {
  /** To be called between pieces of the work; see src/io/breathe.ts. */
  readonly breathe: () => Promise<void> | undefined;
  /** Removes the line. */
  done(): void;
}

/** @param done bytes of `total` dealt with so far; `total` undefined where nobody knows. */
export function showProgress(
  label: string,
  done: () => number,
  total: number | undefined,
  enabled: boolean,
): Progress {
  const breathe = makeBreather();
  if (!enabled || !process.stderr.isTTY) return { breathe, done: () => {} };
  const start = performance.now();
  let next = start + FIRST_MS;
  let shown = false;
  return {
    breathe() {
      const now = performance.now();
      if (now >= next) {
        next = now + INTERVAL_MS;
        shown = true;
        process.stderr.write(`\r\x1b[K${progressText(label, done(), total, (now - start) / 1000)}`);
      }
      return breathe();
    },
    done() {
      if (shown) process.stderr.write('\r\x1b[K');
      shown = false;
    },
  };
}

/** `hello.rpm  45 %  120 MiB  85 MiB/s  2 s left` */
export function progressText(
  label: string,
  bytes: number,
  total: number | undefined,
  seconds: number,
): string {
  const rate = bytes / seconds;
  const parts = [label];
  if (total !== undefined && total > 0) parts.push(`${Math.floor((100 * bytes) / total)} %`);
  parts.push(`${Math.round(bytes / MIB)} MiB`, `${Math.round(rate / MIB)} MiB/s`);
  if (total !== undefined && rate > 0) {
    parts.push(`${Math.ceil(Math.max(0, total - bytes) / rate)} s left`);
  }
  return parts.join('  ');
}
