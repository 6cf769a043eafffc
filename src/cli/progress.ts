/**
 * A progress line on a terminal.
 *
 * Policy: standard error only, only on a terminal, only after half a second, and gone when done.
 * Drawn by a timer: whoever works in this thread lets the event loop run (see src/io/breathe.ts).
 */
import { type Breather, makeBreather } from '../io/breathe.ts';
import { mayBeTerminal } from '../io/may-be-terminal.ts';

const STDERR = 2;
const FIRST_MS = 500;
const INTERVAL_MS = 200;
const MIB = 1024 * 1024;

export interface ProgressLine {
  /** Removes the line, for other text; it comes back by itself. */
  clear(): void;
  /** Removes the line for good. */
  done(): void;
}

/** @param text what the line says after so many seconds; asked for again and again. */
export function showProgressLine(
  text: (seconds: number) => string,
  enabled: boolean,
): ProgressLine {
  if (!enabled || !mayBeTerminal(STDERR) || !process.stderr.isTTY)
    return { clear: () => {}, done: () => {} };
  const start = performance.now();
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write('\r\x1b[K');
    shown = false;
  };
  const timer = setInterval(() => {
    const elapsed = performance.now() - start;
    if (elapsed < FIRST_MS) return;
    shown = true;
    process.stderr.write(`\r\x1b[K${text(elapsed / 1000)}`);
  }, INTERVAL_MS).unref();
  return {
    clear,
    done() {
      clearInterval(timer);
      clear();
    },
  };
}

/** A line for one file. */
export interface Progress extends ProgressLine {
  /** To be called between pieces of the work. */
  readonly breathe: Breather;
}

/** @param done bytes of `total` dealt with so far; `total` undefined where nobody knows. */
export function showProgress(
  label: string,
  done: () => number,
  total: number | undefined,
  enabled: boolean,
): Progress {
  const line = showProgressLine((seconds) => progressText(label, done(), total, seconds), enabled);
  return { ...line, breathe: makeBreather() };
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
